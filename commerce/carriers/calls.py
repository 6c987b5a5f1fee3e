"""One call over HTTP to a carrier: never longer than a buyer waits, and not again at once after a failure."""

import requests
from django.core.cache import cache
from lxml import etree

from commerce.carriers.interface import CarrierUnavailable, LabelInDoubt

#: Seconds to connect, and between two pieces of an answer. A label takes longer than a question.
QUESTION, LABEL = (2, 4), (3, 15)
#: After a failure nobody asks the same service for so many seconds.
REST_SECONDS = 60


def ask(service, method, url, *, timeout=QUESTION, is_order=False, **request):
    """The answer of a carrier's `service`, with status 200 to 499.

    Raises CarrierUnavailable, or LabelInDoubt where the request was sent, orders something (`is_order`) and has no
    answer. After a failure the service rests: everybody is told at once, without a call.
    """
    rest = f"carrier-rests:{service}"
    if cache.get(rest):
        raise CarrierUnavailable(f"{service} has just failed.")
    try:
        answer = requests.request(method, url, timeout=timeout, **request)
    except requests.ConnectTimeout as failure:
        cache.set(rest, True, REST_SECONDS)
        raise CarrierUnavailable(f"{service} can't be reached.") from failure
    except requests.RequestException as failure:
        cache.set(rest, True, REST_SECONDS)
        raise (LabelInDoubt if is_order else CarrierUnavailable)(f"{service}: {failure}") from failure
    if answer.status_code >= 500:
        cache.set(rest, True, REST_SECONDS)
        raise (LabelInDoubt if is_order else CarrierUnavailable)(f"{service} answers {answer.status_code}.")
    return answer


def read_xml(content):
    """The root of an XML answer, its elements without namespaces. Raises CarrierUnavailable for anything else."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as failure:
        raise CarrierUnavailable("The carrier's answer is no XML.") from failure
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return root


def text_of(element, path):
    """The text at a path below an element, without spaces around it; empty where there is none."""
    return (element.findtext(path) or "").strip()


def soap(namespace, operation, values):
    """A SOAP 1.1 envelope: one operation with its values, which may hold dicts, in the order of the mapping."""
    body = etree.Element(f"{{{namespace}}}{operation}", nsmap={None: namespace})
    _fill(body, namespace, values)
    return envelope(body)


def envelope(body):
    """A SOAP 1.1 envelope around one element, as bytes."""
    soap_namespace = "http://schemas.xmlsoap.org/soap/envelope/"
    root = etree.Element(f"{{{soap_namespace}}}Envelope", nsmap={"soap": soap_namespace})
    etree.SubElement(root, f"{{{soap_namespace}}}Body").append(body)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _fill(parent, namespace, values):
    for name, value in values.items():
        child = etree.SubElement(parent, f"{{{namespace}}}{name}" if namespace else name)
        if isinstance(value, dict):
            _fill(child, namespace, value)
        else:
            child.text = writable(value)


def writable(value):
    """The value as XML may hold it: control characters, which no carrier prints, are left out."""
    return "".join(character for character in str(value) if character.isprintable() or character == "\n")
