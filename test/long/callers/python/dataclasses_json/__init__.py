"""Dataclasses to JSON and back by camel case, in outline: where the real package is installed, that is used."""
import dataclasses
import enum
import json
import sys
import typing


class LetterCase:
    CAMEL = "camel"


class Undefined:
    EXCLUDE = "exclude"


def config(**words):
    return words


def _camel(name):
    first, *others = name.split("_")
    return first + "".join(each.capitalize() for each in others)


def _plain(value):
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if dataclasses.is_dataclass(value):
        return {_camel(each.name): _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    return value


def _made(kind, value):
    arguments = typing.get_args(kind)
    if value is None:
        return None
    if typing.get_origin(kind) is typing.Union:
        return _made(arguments[0], value)
    if typing.get_origin(kind) is list:
        return [_made(arguments[0], each) for each in value]
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(value)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind, vars(sys.modules[kind.__module__]))
        known = {name: value[_camel(name)] for name in hints if _camel(name) in value}
        return kind(**{name: _made(hints[name], each) for name, each in known.items()})
    return value


def dataclass_json(letter_case=None, undefined=None):
    def decorate(kind):
        kind.to_json = lambda self: json.dumps({name: each for name, each in _plain(self).items() if each is not None})
        kind.from_json = classmethod(lambda own, text: _made(own, json.loads(text)))
        return kind

    return decorate
