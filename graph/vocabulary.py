"""The vocabulary: everything under `data/` that a clerk could correct, read once into typed records."""

from __future__ import annotations

from luocdo.graph.doctypes import DocType, DocTypes, Form, doctypes
from luocdo.graph.organs import Organ, OrganCode, Organs, organs

__all__ = ["DocType", "DocTypes", "Form", "Organ", "OrganCode", "Organs", "doctypes", "organs"]
