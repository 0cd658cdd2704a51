"""Reads prompts, tools, agents and memories that were approved in Autogenesis Studio.

One file without dependencies, for Python 3.9 and later: copy it beside your program.

    from autogenesis import resolve

    prompt = resolve("prompt/order-clerk", tag="prod")
    prompt.messages({"message": text})  # [{"role": "system", "content": "..."}, ...]

Where it is read from:

- AUTOGENESIS_URL and AUTOGENESIS_TOKEN: a workspace that is being served on this machine (`serve`, `token create`).
  What did not change is not sent again. When nobody answers there, the last good answer stands in; AUTOGENESIS_CACHE
  names a folder that keeps it between runs. `stale` then says why, and so does a warning.
- file="clerk.json" or AUTOGENESIS_FILE: what `resolve ... --out clerk.json` wrote. With an address as well, it stands
  in when nobody answers and nothing was kept.

Every document carries the SHA-256 of its kind, name and content in RFC 8785 form. One that does not come to its hash is
refused, wherever it was from; version="..." also refuses every other one.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import re
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Callable, Dict, List, Mapping, Optional

__all__ = ["AutogenesisError", "Resource", "System", "canonical_json", "load", "resolve", "resolve_system"]

RESOURCE_FORMAT = "autogenesis-resource/1"
SYSTEM_FORMAT = "autogenesis-system/1"
_MOST_BYTES = 64 * 1024 * 1024


class AutogenesisError(Exception):
    """What went wrong, for people. `code` is for programs."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Resource:
    """One resource whose content came to its hash."""

    def __init__(self, document: Mapping[str, Any], source: str, stale: Optional[str]) -> None:
        self.resource: str = document["resource"]
        self.kind: str = document["kind"]
        self.name: str = document["name"]
        self.version: str = document["version"]
        self.label: Optional[str] = document.get("label")
        self.commit: Optional[str] = document.get("commit")
        self.tag: Optional[str] = document.get("tag")
        self.content: Dict[str, Any] = document["content"]
        #: Where it is from: "server", "cache" or "file".
        self.source = source
        #: Why it may be old; None where it was asked for just now, or a file was meant.
        self.stale = stale

    def messages(self, values: Optional[Mapping[str, str]] = None) -> List[Dict[str, str]]:
        """A prompt's messages. With values each placeholder is filled once: what is filled in is never read again."""
        if self.kind != "prompt":
            raise AutogenesisError("usage", f"{self.resource} is no prompt, and has no messages.")
        if values is not None:
            _check_values(self, values)
        return [
            {
                "role": message["role"],
                "content": "\n\n".join(
                    section["text"] if values is None else _fill(section["text"], values)
                    for section in message["sections"]
                ),
            }
            for message in self.content["messages"]
        ]

    @property
    def text(self) -> str:
        """A prompt's messages, a tool's code or a memory's records as one text."""
        if self.kind == "prompt":
            messages = self.messages()
            if len(messages) == 1:
                return messages[0]["content"]
            return "\n\n".join(f"[{message['role']}]\n{message['content']}" for message in messages)
        if self.kind == "tool" and self.content.get("type") == "code":
            return self.content["code"]
        if self.kind == "memory":
            return "\n\n".join(record["text"] for record in self.content["records"])
        raise AutogenesisError("usage", f"{self.resource} has no text of its own; see its content.")


class System:
    """An agent with everything that it uses, each of which came to its hash, and all of them to theirs."""

    def __init__(self, document: Mapping[str, Any], source: str, stale: Optional[str]) -> None:
        self.agent: str = document["agent"]
        self.version: str = document["version"]
        self.commit: Optional[str] = document.get("commit")
        self.tag: Optional[str] = document.get("tag")
        self.resources: Dict[str, Resource] = {
            each["resource"]: Resource(each, source, stale) for each in document["resources"]
        }
        self.source = source
        self.stale = stale

    def __getitem__(self, resource: str) -> Resource:
        found = self.resources.get(resource)
        if found is None:
            known = ", ".join(self.resources)
            raise AutogenesisError("resource-missing", f"{self.agent} uses no {resource}. There are: {known}.")
        return found


def resolve(
    resource: str,
    *,
    tag: Optional[str] = None,
    at: Optional[str] = None,
    version: Optional[str] = None,
    url: Optional[str] = None,
    token: Optional[str] = None,
    file: Optional[str] = None,
    cache: Optional[str] = None,
    timeout: float = 10.0,
    warn: Optional[Callable[[str], None]] = None,
) -> Resource:
    """A resource as it is at a tag, or at whatever else names a commit; at the head where neither is said."""
    asked = _Asked(resource, False, tag, at, url, token, file, cache, timeout, warn)
    document, source, stale = _find(asked)
    _check_version(document, version, resource)
    return Resource(document, source, stale)


def resolve_system(
    agent: str,
    *,
    tag: Optional[str] = None,
    at: Optional[str] = None,
    version: Optional[str] = None,
    url: Optional[str] = None,
    token: Optional[str] = None,
    file: Optional[str] = None,
    cache: Optional[str] = None,
    timeout: float = 10.0,
    warn: Optional[Callable[[str], None]] = None,
) -> System:
    """An agent with everything that it uses; the same otherwise."""
    asked = _Asked(agent, True, tag, at, url, token, file, cache, timeout, warn)
    document, source, stale = _find(asked)
    _check_version(document, version, agent)
    return System(document, source, stale)


def load(file: str) -> Any:
    """What an exported file holds: a Resource or a System."""
    document = _read_file(file)
    if document["format"] == SYSTEM_FORMAT:
        return System(document, "file", None)
    return Resource(document, "file", None)


# --- where it is found ---


class _Asked:
    def __init__(
        self,
        resource: str,
        whole: bool,
        tag: Optional[str],
        at: Optional[str],
        url: Optional[str],
        token: Optional[str],
        file: Optional[str],
        cache: Optional[str],
        timeout: float,
        warn: Optional[Callable[[str], None]],
    ) -> None:
        if re.fullmatch(r"[a-z]+/[a-z0-9][a-z0-9-]{0,62}", resource) is None:
            raise AutogenesisError("usage", f'"{resource}" does not name a resource. Write KIND/NAME.')
        if tag is not None and at is not None:
            raise AutogenesisError("usage", "Name a tag or a commit, not both.")
        self.resource = resource
        self.whole = whole
        self.at = tag if tag is not None else (at if at is not None else "head")
        self.url = url or os.environ.get("AUTOGENESIS_URL") or None
        self.token = token or os.environ.get("AUTOGENESIS_TOKEN") or None
        self.file = file or (None if url else os.environ.get("AUTOGENESIS_FILE")) or None
        self.cache = cache or os.environ.get("AUTOGENESIS_CACHE") or None
        self.timeout = timeout
        self.warn = warn or (lambda text: print(text, file=sys.stderr))

    def address(self) -> str:
        base = (self.url or "").rstrip("/")
        if base.endswith("/resolve"):
            base = base[: -len("/resolve")]
        parts = urllib.parse.urlsplit(base)
        if parts.scheme not in ("http", "https") or parts.hostname is None:
            raise AutogenesisError("usage", f'"{self.url}" is no address, such as http://127.0.0.1:4317.')
        if parts.scheme == "http" and not _is_here(parts.hostname):
            raise AutogenesisError("usage", f"A token would go to {parts.hostname} for everybody to read: use https.")
        query = {"at": self.at, **({"whole": "true"} if self.whole else {})}
        return f"{base}/resolve/{self.resource}?{urllib.parse.urlencode(query)}"


def _is_here(host: str) -> bool:
    return host in ("localhost", "::1") or re.fullmatch(r"127(\.\d{1,3}){3}", host) is not None


class _Gone(Exception):
    """Nobody answers, or whoever does cannot for now."""


#: The last good answer to each address: its entity's tag and its document.
_kept: Dict[str, Dict[str, Any]] = {}


def _find(asked: _Asked) -> Any:
    if asked.url is None:
        if asked.file is None:
            raise AutogenesisError(
                "usage",
                "Nothing says where to read from: set AUTOGENESIS_URL and AUTOGENESIS_TOKEN, or AUTOGENESIS_FILE.",
            )
        return _pick(_read_file(asked.file), asked, asked.file), "file", None
    kept = _recall(asked)
    try:
        document = _ask(asked, kept)
    except _Gone as gone:
        return _stand_in(asked, kept, str(gone))
    _keep(asked, document)
    return document, "server", None


def _stand_in(asked: _Asked, kept: Optional[Dict[str, Any]], why: str) -> Any:
    if kept is not None:
        stale = f"{why} {asked.resource} is the last good answer, of version {kept['version'][:7]}."
        asked.warn(stale)
        return kept, "cache", stale
    if asked.file is not None:
        document = _pick(_read_file(asked.file), asked, asked.file)
        stale = f"{why} {asked.resource} is from {asked.file}, of version {document['version'][:7]}."
        asked.warn(stale)
        return document, "file", stale
    raise AutogenesisError("unreachable", f"{why} There is no earlier answer for {asked.resource}.")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given: Any) -> None:
        return None


def _ask(asked: _Asked, kept: Optional[Dict[str, Any]]) -> Dict[str, Any]:
    address = asked.address()
    headers = {"Authorization": f"Bearer {asked.token or ''}", "Accept": "application/json"}
    if kept is not None:
        headers["If-None-Match"] = f'"{kept["version"]}"'
    # No proxy: the token is for this address and for nobody on the way. No other place it may point to, either.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
    try:
        with opener.open(urllib.request.Request(address, headers=headers), timeout=asked.timeout) as response:
            body = _read_in_time(response, time.monotonic() + asked.timeout)
            document = _parse(body, address)
            _check(document, address)
            return _pick(document, asked, address)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == 304 and kept is not None:
                return _moved(kept, error.headers)
            if error.code >= 500:
                raise _Gone(f"{address} answers with {error.code}.") from error
            raise _refused(error, address) from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise _Gone(f"Nobody answers at {address} ({reason}).") from error


def _read_in_time(response: Any, deadline: float) -> bytes:
    """The whole body, for as long as the caller waits for all of it: each piece by itself may come in time for ever."""
    body = bytearray()
    while len(body) <= _MOST_BYTES:
        piece = response.read1(65536)
        if not piece:
            break
        body += piece
        if time.monotonic() > deadline:
            raise TimeoutError("it takes too long")
    return bytes(body)


def _moved(kept: Dict[str, Any], headers: Mapping[str, str]) -> Dict[str, Any]:
    """The same content, which may be at another commit by now."""
    told = {name: headers.get(f"x-autogenesis-{name}") for name in ("commit", "label", "state", "tag")}
    tag = told["tag"]
    places = {
        **({} if told["commit"] is None else {"commit": told["commit"]}),
        **({} if told["label"] is None else {"label": told["label"]}),
        **({} if told["state"] is None else {"state": told["state"]}),
        "tag": None if tag is None else urllib.parse.unquote(tag),
    }
    return {**kept, **places}


def _refused(error: urllib.error.HTTPError, address: str) -> AutogenesisError:
    try:
        said = json.loads(error.read(_MOST_BYTES))["error"]
        return AutogenesisError(str(said["code"]), f"{said['message']} {said['hint']} ({address})")
    except (ValueError, KeyError, TypeError):
        return AutogenesisError("refused", f"{address} answers with {error.code}.")


def _pick(document: Dict[str, Any], asked: _Asked, where: str) -> Dict[str, Any]:
    """What was asked for: a document may hold something else, and a whole system holds more."""
    if document["format"] == SYSTEM_FORMAT:
        if asked.whole and document["agent"] == asked.resource:
            return document
        if not asked.whole:
            for each in document["resources"]:
                if each["resource"] == asked.resource:
                    return each
    elif not asked.whole and document["resource"] == asked.resource:
        return document
    raise AutogenesisError("resource-missing", f"{where} does not hold {asked.resource}.")


# --- what is kept ---


def _cache_file(asked: _Asked) -> Optional[str]:
    if asked.cache is None:
        return None
    return os.path.join(asked.cache, f"{hashlib.sha256(asked.address().encode('utf-8')).hexdigest()}.json")


def _recall(asked: _Asked) -> Optional[Dict[str, Any]]:
    known = _kept.get(asked.address())
    if known is not None:
        return known
    file = _cache_file(asked)
    if file is None or not os.path.exists(file):
        return None
    try:
        return _pick(_read_file(file), asked, file)
    except AutogenesisError as error:
        # Whoever serves is asked for all of it again.
        asked.warn(f"What was kept is not used. {error}")
        return None


def _keep(asked: _Asked, document: Dict[str, Any]) -> None:
    _kept[asked.address()] = document
    file = _cache_file(asked)
    if file is None:
        return
    try:
        os.makedirs(asked.cache or ".", mode=0o700, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=asked.cache, suffix=".new")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(document, out, ensure_ascii=True)
        os.replace(fresh, file)
    except OSError as error:
        asked.warn(f"{asked.resource} cannot be kept in {asked.cache} ({error}).")


# --- checking ---


def _read_file(file: str) -> Dict[str, Any]:
    try:
        with open(file, "rb") as opened:
            body = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        raise AutogenesisError("file-unreadable", f"{file} cannot be read ({error}).") from error
    document = _parse(body, file)
    _check(document, file)
    return document


def _parse(body: bytes, where: str) -> Dict[str, Any]:
    if len(body) > _MOST_BYTES:
        raise AutogenesisError("document-invalid", f"{where} is longer than any document.")
    try:
        document = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise AutogenesisError("document-invalid", f"{where} is no JSON ({error}).") from error
    if not isinstance(document, dict) or document.get("format") not in (RESOURCE_FORMAT, SYSTEM_FORMAT):
        raise AutogenesisError("document-invalid", f"{where} is no document that this client knows.")
    return document


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number of JSON")


def _check(document: Dict[str, Any], where: str) -> None:
    try:
        if document["format"] == RESOURCE_FORMAT:
            _check_resource(document, where)
            return
        versions: Dict[str, str] = document["versions"]
        for each in document["resources"]:
            _check_resource(each, where)
        held = {each["resource"]: each["version"] for each in document["resources"]}
        if len(held) != len(document["resources"]) or held != versions or document["agent"] not in versions:
            raise _tampered(document["agent"], where)
        if _hash({"agent": document["agent"], "versions": versions}) != document["version"]:
            raise _tampered(document["agent"], where)
    except (KeyError, TypeError, AttributeError) as error:
        raise AutogenesisError("document-invalid", f"{where} lacks what such a document has ({error}).") from error


def _check_resource(document: Dict[str, Any], where: str) -> None:
    resource, kind, name = document["resource"], document["kind"], document["name"]
    hashed = _hash({"kind": kind, "name": name, "content": document["content"]})
    if hashed != document["version"] or resource != f"{kind}/{name}":
        raise _tampered(resource, where)


def _tampered(resource: Any, where: str) -> AutogenesisError:
    return AutogenesisError(
        "hash-mismatch", f"{resource} in {where} was changed: its content does not come to its version."
    )


def _check_version(document: Dict[str, Any], version: Optional[str], resource: str) -> None:
    if version is not None and document["version"] != version:
        raise AutogenesisError(
            "version-mismatch", f"{resource} is of version {document['version']}, and {version} was asked for."
        )


def _hash(value: Any) -> str:
    try:
        return hashlib.sha256(canonical_json(value).encode("utf-8")).hexdigest()
    except (ValueError, OverflowError, RecursionError) as error:
        # Half a letter, or a number that is none: nothing that has a hash holds one.
        raise AutogenesisError("document-invalid", f"The document has no canonical form ({error}).") from error


# --- RFC 8785 ---


def canonical_json(value: Any) -> str:
    """The one text of a JSON value: fields by UTF-16 units, numbers as ECMAScript writes them, nothing between."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return _write_string(value)
    if isinstance(value, (int, float)):
        return _write_number(float(value))
    if isinstance(value, list):
        return f"[{','.join(canonical_json(item) for item in value)}]"
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return f"{{{','.join(f'{_write_string(name)}:{canonical_json(value[name])}' for name in names)}}}"
    raise ValueError(f"{type(value).__name__} is no JSON")


_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ESCAPED = re.compile(r'[\x00-\x1f"\\]')


def _write_string(text: str) -> str:
    escaped = _ESCAPED.sub(lambda sign: _ESCAPES.get(sign[0]) or f"\\u{ord(sign[0]):04x}", text)
    return f'"{escaped}"'


def _write_number(number: float) -> str:
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError("a number of JSON is finite")
    if number == 0:
        return "0"
    sign = "-" if number < 0 else ""
    # The fewest digits that mean this number, which is what ECMAScript writes as well; only the form differs.
    mantissa, _, power = repr(abs(number)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(power or "0") - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    count = len(digits)
    if count <= point <= 21:
        return f"{sign}{digits}{'0' * (point - count)}"
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    exponent = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return f"{sign}{digits[0]}{'.' if count > 1 else ''}{digits[1:]}{exponent}"


# --- placeholders ---

#: The blanks of ECMAScript: Python's own class holds others.
_BLANK = "[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]*"
_SLOT = re.compile(r"\{\{" + _BLANK + r"([A-Za-z_][A-Za-z0-9_]*)" + _BLANK + r"\}\}")


def _fill(text: str, values: Mapping[str, str]) -> str:
    # One pass: what is filled in is not looked at again, whatever it holds.
    return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), text)


def _check_values(prompt: Resource, values: Mapping[str, str]) -> None:
    slots = prompt.content.get("inputSchema", {}).get("properties", {})
    missing = [slot for slot in slots if slot not in values]
    if missing:
        named = "}}, {{".join(missing)
        raise AutogenesisError("input-invalid", f"{prompt.resource} has no value for {{{{{named}}}}}.")
    for name, value in values.items():
        if not isinstance(value, str):
            raise AutogenesisError("input-invalid", f"The value for {{{{{name}}}}} of {prompt.resource} is no text.")
