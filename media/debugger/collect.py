# Runs in the paused program when "Find My Bug in This Frame" asks for its arrays: one call, one answer,
# everything in the frame that is made of numbers, as JSON with base64 of little-endian float64.
#
# It defines nothing in the frame (this text runs in a dictionary of its own), imports nothing that is
# not loaded, calls no method that the program's author could have written, changes nothing, raises
# nothing, and stops at its limits.


def collect(names, module_names, limits):
    import sys

    # The debugger has loaded all of these: asking sys.modules, no file of the folder takes their place.
    loaded = sys.modules.get
    json, struct, binascii, types = map(loaded, ("json", "struct", "binascii", "types"))
    clock = loaded("time").monotonic
    numpy, torch = loaded("numpy"), loaded("torch")
    if not hasattr(numpy, "ndarray"):
        numpy = None  # a numpy.py in the folder, or an import that is still under way
    if not hasattr(torch, "Tensor"):
        torch = None
    deadline = clock() + limits["seconds"]

    found = []  # [bytes, entry, pack]: the numbers still lie in the program's arrays
    left = []  # what was seen and not taken, and why
    by_id = {}  # id of a value: its entry, so that a second name is another name of the same
    visited = set()
    keep = []  # while a value is kept, its id is its own
    queue = []  # what may hold arrays, breadth first: the shortest name of a value becomes its name
    owner = [None]  # the class of the object whose attributes are being visited
    plain_numbers = (int, float, bool)
    closed = {str, bytes, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.MethodType}

    def is_array(value):
        return numpy is not None and isinstance(value, numpy.ndarray)

    def is_tensor(value):
        return torch is not None and isinstance(value, torch.Tensor)

    def skip(path, why, shape=None):
        if len(left) < 200:
            left.append({"path": path, "why": why, "shape": shape, "bytes": 0})

    def add(path, kind, value, shape, count, pack):
        if len(shape) > 2:
            return skip(path, "dimensions", shape)
        entry = {"path": path, "kind": kind, "shape": shape, "also": []}
        if owner[0]:
            entry["owner"] = owner[0]
        found.append((8 * count, entry, pack))
        if kind != "number":  # small numbers are one object under many names
            by_id[id(value)] = entry
        keep.append(value)

    # -- values ---------------------------------------------------------------------------------

    def take_array(path, value):
        shape = [int(size) for size in value.shape]
        if value.dtype.kind not in "biuf":
            return skip(path, "type", shape)
        plain = numpy.ndarray.view(value, numpy.ndarray)  # without a subclass's own methods
        add(path, "array", value, shape, plain.size, lambda: plain.astype("<f8").tobytes())

    def take_tensor(path, value):
        shape = [int(size) for size in value.shape]
        if value.layout is not torch.strided or value.is_quantized or value.is_complex():
            return skip(path, "type", shape)
        pack = lambda: value.detach().cpu().double().numpy().tobytes()
        add(path, "tensor", value, shape, value.numel(), pack)
        # Asking a tensor that is no leaf for its gradient prints a warning into the program's output.
        if (value.is_leaf or getattr(value, "retains_grad", False)) and value.grad is not None:
            visit(path + ".grad", value.grad, 0)

    def take_rows(path, value):
        """A list of numbers, or a list of equally long lists of them."""
        is_matrix = type(value[0]) in (list, tuple)
        rows = value if is_matrix else [value]
        if any(type(row) not in (list, tuple) or len(row) != len(rows[0]) for row in rows):
            return False
        count = len(rows) * len(rows[0])
        if count == 0 or type(rows[0][0]) not in number_types():
            return False
        if count > limits["list_numbers"]:
            skip(path, "size", [len(rows), len(rows[0])])
            return True
        if any(type(item) not in number_types() for row in rows for item in row):
            return False
        numbers = [float(item) for row in rows for item in row]
        shape = [len(rows), len(rows[0])] if is_matrix else [count]
        add(path, "list", value, shape, count, lambda: struct.pack("<%dd" % count, *numbers))
        return True

    def number_types():
        return plain_numbers if numpy is None else plain_numbers + (numpy.float64, numpy.float32, numpy.int64)

    def visit(path, value, depth):
        kind = type(value)
        if value is None or kind in closed or len(path) > 200:
            return
        entry = by_id.get(id(value))
        if entry is not None:
            if len(entry["also"]) < 8:
                entry["also"].append(path)
        elif len(found) >= limits["arrays"]:
            skip(path, "count")
        else:
            try:
                if is_array(value):
                    if value.dtype.kind == "O" and value.ndim == 1:
                        queue.append((path, list(value), depth + 1))
                    else:
                        take_array(path, value)
                elif numpy is not None and isinstance(value, numpy.generic):
                    take_array(path, numpy.asarray(value))
                elif is_tensor(value):
                    take_tensor(path, value)
                elif kind in plain_numbers:
                    number = float(value)
                    add(path, "number", value, [], 1, lambda: struct.pack("<d", number))
                elif kind in (list, tuple) and value and take_rows(path, value):
                    pass
                elif depth < limits["depth"]:
                    queue.append((path, value, depth + 1))
            except Exception as error:
                skip(path, "error: " + type(error).__name__)

    # -- what holds values ------------------------------------------------------------------------

    library = []
    for known in ("os", "json"):
        file = str(getattr(loaded(known), "__file__", "")).replace("\\", "/")
        if "/" in file:
            library.append(file[: file.rindex("/") + 1])

    def is_own(kind):
        """Whether the program itself has this class: objects of libraries are not taken apart."""
        module = loaded(getattr(kind, "__module__", None) or "")
        if getattr(module, "__name__", None) == "__main__":
            return True
        file = getattr(module, "__file__", None)
        if not isinstance(file, str):
            return False
        file = file.replace("\\", "/")
        installed = "/site-packages/" in file or "/dist-packages/" in file
        return not installed and not any(file.startswith(folder) for folder in library)

    def attributes(value):
        """The attributes of an object, read without running its properties or __getattr__."""
        try:
            own = object.__getattribute__(value, "__dict__")
        except Exception:
            own = None
        if type(own) is dict:
            yield from list(own.items())
        for kind in type(value).__mro__:
            for name, item in list(vars(kind).items()) if is_own(kind) else ():
                if type(item) is types.MemberDescriptorType:  # __slots__
                    try:
                        yield name, item.__get__(value)
                    except AttributeError:
                        pass
                elif not name.startswith("__") and (own is None or name not in own):
                    yield name, item

    def entries(value):
        if isinstance(value, dict):
            pairs = dict.items(value)
            counted = ((key, item) for key, item in pairs if type(key) in (str, int))
            return (("[%s]" % json.dumps(key), item) for key, item in counted)
        base = list if isinstance(value, list) else tuple
        return (("[%d]" % index, item) for index, item in enumerate(base.__iter__(value)))

    def open_up(path, value, depth):
        if id(value) in visited:
            return
        visited.add(id(value))
        keep.append(value)
        owner[0] = None
        if isinstance(value, (dict, list, tuple)):
            for index, (key, item) in enumerate(entries(value)):
                if index >= limits["items"]:
                    return skip(path + key, "count")
                if type(item) not in plain_numbers:
                    visit(path + key, item, depth)
        elif torch is not None and isinstance(value, torch.nn.Module):
            own = object.__getattribute__(value, "__dict__")
            for group in ("_parameters", "_buffers", "_modules"):
                for name, item in list(own.get(group, {}).items()):
                    inner = "%s[%s]" % (path, name) if name.isdigit() else "%s.%s" % (path, name)
                    visit(inner, item, max(0, depth - 1))
            for name, item in list(own.items()) if is_own(type(value)) else ():
                if not name.startswith("_") and name != "training":
                    visit("%s.%s" % (path, name), item, depth)
        elif is_own(type(value)):
            owner[0] = type(value).__name__
            for name, item in attributes(value):
                visit("%s.%s" % (path, name), item, depth)
            owner[0] = None

    def is_global(name):
        return name in module_names and module_names[name] is names[name]

    shown = [name for name in list(names) if name.isidentifier() and not name.startswith("__")]
    for name in sorted(shown, key=is_global):  # locals first
        if not (is_global(name) and name.startswith("_")):
            visit(name, names[name], 0)
    for path, value, depth in queue:  # it grows while it is gone through
        if clock() > deadline:
            skip(path, "time")
            break
        try:
            open_up(path, value, depth)
        except Exception as error:
            skip(path, "error: " + type(error).__name__)

    # -- the answer: small arrays first, so that no data set displaces a gradient --------------------

    total = 0
    only = limits.get("only")  # a piece of one array that was too large for an answer
    for size, entry, pack in sorted(found, key=lambda each: each[0]):
        start = limits.get("start", 0)
        if only is not None and entry["path"] != only:
            continue
        if only is None and total + size > limits["bytes"]:
            left.append(dict(entry, why="size", bytes=size))
            continue
        try:
            data = pack()[start : start + limits["bytes"]]
            entry["data"] = binascii.b2a_base64(data, newline=False).decode("ascii")
            total += size
        except Exception as error:
            left.append(dict(entry, why="error: " + type(error).__name__, bytes=size))
    answer = {
        "version": 1,
        "numpy": numpy is not None,
        "arrays": [entry for _, entry, _ in found if "data" in entry],
        "left": left,
    }
    text = json.dumps(answer)
    if len(text) > limits["text"]:  # the names alone are that long
        text = json.dumps(dict(answer, arrays=[], left=[{"path": "", "why": "size", "shape": None, "bytes": 0}]))
    return text
