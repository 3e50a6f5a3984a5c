"""The old paths of what came in: each leads to its new page from now on."""

from blog.actions.addresses import is_taken
from blog.models import Address, MissingPath
from blog.models.addresses import PATH_LENGTH, address_form, readable
from blog.moving.entries import Status


def keep(post, entry, report):
    """Let every path at which the public had the entry lead to the post. What was never public leaves no path."""
    if entry.status == Status.PUBLIC:
        keep_paths([entry.path, *entry.other_paths], post.get_absolute_url(), entry.title, report)


def keep_label(row, label, report):
    """`row`: the Tag or Category that a Label became."""
    keep_paths(label.paths, row.get_absolute_url(), label.name, report)


def keep_writer(author, writer, report):
    keep_paths(writer.paths, author.get_absolute_url(), writer.name, report)


def count(entry, target, report):
    """Tell the report what `keep` would do for a post that will be at `target`."""
    if entry.status == Status.PUBLIC:
        count_paths([entry.path, *entry.other_paths], target, entry.title, report)


def count_paths(paths, target, about, report):
    paths = wanted_paths(paths, readable(target), about, report)
    known = Address.objects.filter(path__in=paths).count()
    report.made["address"] += len(paths) - known
    report.known["address"] += known


def keep_paths(paths, target, about, report):
    """Safe to do again: `report` counts what is new as made, and the rest as known."""
    target = readable(target)
    wanted = wanted_paths(paths, target, about, report)
    known = dict(Address.objects.filter(path__in=wanted).values_list("path", "target"))
    fresh = [path for path in wanted if path not in known]
    Address.objects.bulk_create([Address(path=path, target=target) for path in fresh], ignore_conflicts=True)
    MissingPath.objects.filter(path__in=fresh).delete()  # asked for before it came
    report.made["address"] += len(fresh)
    for path, there in known.items():
        if there == target or Address.objects.resolve(path) == target:
            report.known["address"] += 1
        else:
            report.note("doubtful", about, f"{path} leads to {there} already, and stays so. Change it in the desk.")


def wanted_paths(paths, target, about, report):
    wanted = [path for path in dict.fromkeys(map(address_form, paths)) if path and path != target]
    return [path for path in wanted if can_be_kept(path, about, report)]


def can_be_kept(path, about, report):
    if not path.startswith("/") or path.startswith("//") or "\0" in path:
        problem = "is no path of a site."
    elif len(path) > PATH_LENGTH:
        problem = f"is longer than {PATH_LENGTH} characters."
    elif is_taken(path):
        problem = "is a page of this site."
    else:
        return True
    report.note("doubtful", about, f"The old address {path[:200]} is not kept: it {problem}")
    return False
