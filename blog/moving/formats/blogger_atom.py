NAME = "blogger"


def is_it(source):
    return False


def read(source, shelf, report):
    raise NotImplementedError
