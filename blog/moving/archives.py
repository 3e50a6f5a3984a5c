"""Zip archives from strangers: read where they lie, and refused when they are made to harm."""

import contextlib
import io
import os
import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from .reports import Refused

# The list of members is read into memory: so long may it be (100 to 300 bytes a member).
MAX_LIST_BYTES = 64 * 1024**2
# Nothing that people write shrinks so much. Small members may: a page of blanks is no bomb.
MAX_RATIO, RATIO_FROM = 200, 10 * 1024**2
END, END_64, LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
END_BYTES, LOCATOR_BYTES, MAX_COMMENT = 22, 20, 65_535
IS_UTF_8, IS_ENCRYPTED = 0x800, 0x1
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Archive:
    """`members`: {name: ZipInfo} of its files, in their order."""

    def __init__(self, path, max_members, too_many):
        self.name = path.name
        number, list_bytes = self.look(path)
        if number > max_members or list_bytes > MAX_LIST_BYTES:
            raise Refused(too_many)
        try:
            self.zip = zipfile.ZipFile(path)
        except DAMAGE as error:
            raise self.damaged() from error
        try:
            self.members = {}
            for info in self.zip.infolist():
                self.add(info)
            if len(self.members) > max_members:
                raise Refused(too_many)
            self.check_overlap(path)
        except BaseException:
            self.close()
            raise

    def close(self):
        self.zip.close()

    def look(self, path):
        """How many members its end says it has, and how long their list is: before any of it is read."""
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - LOCATOR_BYTES - END_BYTES - MAX_COMMENT))
            tail = file.read()
            at = tail.rfind(END)
            if at < 0 or len(tail) - at < END_BYTES:
                raise self.damaged()
            number, list_bytes = struct.unpack("<HL", tail[at + 10 : at + 16])
            locator = tail[max(0, at - LOCATOR_BYTES) : at]
            if locator[:4] == LOCATOR_64:
                file.seek(struct.unpack("<Q", locator[8:16])[0] & (2**62 - 1))
                end = file.read(56)
                if end[:4] == END_64 and len(end) == 56:
                    number, list_bytes = struct.unpack("<QQ", end[32:48])
        return number, list_bytes

    def damaged(self):
        return Refused(
            f"{self.name} is not a whole zip archive: it breaks off, or is damaged. "
            "Download it again, and compare its size."
        )

    def add(self, info):
        name = name_of(info)
        if info.is_dir():
            return
        if stat.S_ISLNK(info.external_attr >> 16):
            raise Refused(f"{self.name} holds a symbolic link, {name!r}. No export does: get it from the blog itself.")
        if name.startswith("/") or name[1:2] == ":" or ".." in PurePosixPath(name).parts or "\0" in name:
            raise Refused(f"{self.name} holds {name!r}, which leads out of it. No export does: get it from the blog.")
        self.members[name] = info

    def check_overlap(self, path):
        """Members that share their bytes are the work of somebody who wants to fill our memory."""
        if sum(info.compress_size for info in self.members.values()) > path.stat().st_size:
            raise Refused(f"The members of {self.name} overlap: it is a zip bomb, and was left shut.")

    def open(self, member):
        info = self.members[member]
        if info.flag_bits & IS_ENCRYPTED:
            raise Refused(f"{member} in {self.name} is encrypted. Unpack it with its password and give the folder.")
        if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * info.compress_size:
            raise Refused(f"{member} in {self.name} unpacks to {info.file_size:,} bytes: it is a zip bomb, left shut.")
        try:
            return MemberStream(self.zip.open(info), f"{member} in {self.name}")
        except DAMAGE as error:
            raise self.damaged() from error


def name_of(info):
    """Its name with slashes. Some systems write UTF-8 without saying so, others write backslashes."""
    name = info.filename
    if not info.flag_bits & IS_UTF_8:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/").removeprefix("./")


class MemberStream(io.RawIOBase):
    """The bytes of a member; zipfile gives no more than were declared and compares the checksum at their end."""

    def __init__(self, stream, name):
        self.stream, self.name = stream, name

    def readable(self):
        return True

    def readinto(self, buffer):
        try:
            data = self.stream.read(len(buffer))
        except DAMAGE as error:
            raise Refused(f"{self.name} is damaged. Download the archive again.") from error
        buffer[: len(data)] = data
        return len(data)

    def close(self):
        self.stream.close()
        super().close()
