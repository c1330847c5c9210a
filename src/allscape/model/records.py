"""Records of patients, which are recognized and refused: cases are hypothetical."""

from collections.abc import Mapping
from typing import Any

_REFUSED = "this tool takes hypothetical cases only and reads no records of patients"
_OF_A_PHENOPACKET = {"phenotypicFeatures", "subject", "metaData", "diseases", "biosamples"}


def recognized(data: Any) -> str:
    """Return what a record is that some data holds, and why it is refused; empty for none."""
    if not isinstance(data, Mapping):
        return ""
    kind = data.get("resourceType")
    if isinstance(kind, str):
        return f"this is a FHIR resource ({kind[:40]}): {_REFUSED}"
    inside = data.get("phenopacket", data)
    if isinstance(inside, Mapping) and len(_OF_A_PHENOPACKET & inside.keys()) >= 2:
        return f"this is a phenopacket: {_REFUSED}"
    return ""
