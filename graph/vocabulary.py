"""The vocabulary: everything under `data/` that a clerk could correct, read once into typed records."""

from __future__ import annotations

from luocdo.graph.doctypes import DocType, DocTypes, Form, doctypes

__all__ = ["DocType", "DocTypes", "Form", "doctypes"]
