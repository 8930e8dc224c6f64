"""An example of each answer, by the name of its model: what `/docs` shows. A test holds each to its model."""

from __future__ import annotations

from typing import Any

_OLD = {
    "id": "290-qd-tw.2010-02-25",
    "number": "290-QĐ/TW",
    "type": "Quyết định",
    "name": None,
    "title": "ban hành Quy chế công tác dân vận của hệ thống chính trị",
    "date": "2010-02-25",
    "issuer": [{"id": "bo-chinh-tri", "name": "Bộ Chính trị"}],
    "level": "central-party",
    "province": None,
    "district": None,
    "term": "X",
    "signer": None,
    "effective_from": "2010-02-25",
    "applies_from": None,
    "expires": None,
    "territory": None,
    "held": True,
    "illustrative": False,
    "ambiguous": False,
}
_PLAN = _OLD | {
    "id": "614-kh-ubnd.gia-lai.2020-03-24",
    "number": "614/KH-UBND",
    "type": "Kế hoạch",
    "title": "công tác dân vận của chính quyền năm 2020",
    "date": "2020-03-24",
    "issuer": [{"id": "ubnd-tinh.gia-lai", "name": "UBND tỉnh Gia Lai"}],
    "level": "province-state",
    "province": "Gia Lai",
    "term": None,
    "effective_from": "2020-03-24",
    "expires": "2020-12-31",
}


def _brief(document: dict[str, Any]) -> dict[str, Any]:
    told = {name: document[name] for name in ("id", "number", "type", "date", "province", "title")}
    return told | {"issuer": document["issuer"][0]["name"]}


_NEW = {
    "id": "23-qd-tw.2021-07-30",
    "number": "23-QĐ/TW",
    "type": "Quyết định",
    "date": "2021-07-30",
    "issuer": "Bộ Chính trị",
    "province": None,
    "title": "ban hành Quy chế công tác dân vận của hệ thống chính trị",
}
_EVIDENCE = {
    "document_id": _PLAN["id"],
    "source": "gia-lai-2020.txt",
    "sha256": "9f2b" * 16,
    "start": 2541,
    "end": 2589,
    "quote": "thực hiện Quyết định số 290-QĐ/TW ngày 25/02/2010",
    "section": "II.1",
    "cue": "thực hiện",
    "rule": "cue",
    "confidence": 0.9,
    "illustrative": False,
    "terms": None,
}
_EDGE = {
    "source": _PLAN["id"],
    "target": _OLD["id"],
    "kind": "IMPLEMENTS",
    "scope": "provision",
    "partial": False,
    "confidence": 0.9,
    "evidence": [_EVIDENCE],
    "nested": False,
}
_WORK = {
    "id": "614-kh-ubnd.gia-lai.2020-03-24.task.iii-2.ab12cd34",
    "part": "implementing",
    "section": "III.2",
    "text": "2. Sở Nội vụ báo cáo kết quả trước ngày 30/5/2020.",
    "agencies": [{"id": "so-noi-vu.gia-lai", "name": "Sở Nội vụ"}],
    "supporting": [],
    "reports_to": [],
    "deadlines": [{"date": "2020-05-30", "text": "trước ngày 30/5/2020"}],
    "directives": ["290-QĐ/TW"],
}
_REASON = {
    "text": "Bị 23-QĐ/TW thay thế, từ ngày 30/07/2021.",
    "quote": "thay thế Quyết định số 290-QĐ/TW, ngày 25/02/2010",
    "source": "quyet-dinh-23.pdf",
    "section": "Điều 3",
}
_TREE = {
    "document": _OLD,
    "status": "superseded",
    "relation": None,
    "repeated": False,
    "tasks": [],
    "children": [
        {
            "document": _PLAN,
            "status": "expired",
            "relation": {
                "kind": "implements",
                "scope": "provision",
                "nested": False,
                "note": None,
                "evidence": _EVIDENCE,
                "evidence_count": 1,
            },
            "repeated": False,
            "tasks": [_WORK | {"named": True, "illustrative": False}],
            "children": [],
        }
    ],
}

SPARQL_BINDINGS: dict[str, Any] = {
    "head": {"vars": ["document", "date"]},
    "results": {
        "bindings": [
            {
                "document": {"type": "uri", "value": "https://luocdo.org/eli/25-nq-tw.2013-06-03"},
                "date": {
                    "type": "literal",
                    "value": "2013-06-03",
                    "datatype": "http://www.w3.org/2001/XMLSchema#date",
                },
            }
        ]
    },
}

EXAMPLES: dict[str, Any] = {
    "DocumentNode": _OLD,
    "Described": _OLD
    | {"copies": [{"source": "qd290.docx", "sha256": "9f2b" * 16, "text_length": 8123}], "cites": 2, "cited_by": 41},
    "SourceText": {
        "source": "gia-lai-2020.txt",
        "sha256": "9f2b" * 16,
        "text": "ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\nSố: 614/KH-UBND\n…",
        "media_type": "text/plain",
        "encoding": "utf-8",
        "pages": [],
        "problems": [],
    },
    "Lineage": {
        "root": _OLD["id"],
        "direction": "down",
        "hops": [{"edge": _EDGE, "depth": 1}],
        "documents": {_OLD["id"]: _OLD, _PLAN["id"]: _PLAN},
    },
    "CascadeTree": _TREE,
    "StatusAnswer": {
        "query": "290-QĐ/TW",
        "document": _OLD,
        "candidates": [],
        "on": "2022-01-15",
        "status": "superseded",
        "since": "2021-07-30",
        "until": None,
        "known_to": "2025-12-30",
        "by": _NEW,
        "chain": ["23-QĐ/TW"],
        "partly": [],
        "reason": _REASON,
        "stale": None,
        "proposals": [],
        "confidence": 0.95,
    },
    "Impact": {
        "document": _brief(_OLD),
        "status": "no_end_known",
        "on": "2020-06-01",
        "documents": 1,
        "tasks": 1,
        "groups": [
            {
                "level": "province-state",
                "province": "Gia Lai",
                "documents": [
                    {
                        "document": _brief(_PLAN),
                        "status": "in_force",
                        "depth": 1,
                        "relation": "implements",
                        "above": _brief(_OLD),
                        "tasks": [_WORK | {"named": True, "illustrative": False}],
                    }
                ],
            }
        ],
    },
    "Covered": {
        "province": "Gia Lai",
        "status": "has",
        "document": _brief(_PLAN),
        "chain": ["290-QĐ/TW", "614/KH-UBND"],
        "days_after": 3680,
        "agencies": ["Sở Nội vụ"],
        "documents": 1,
    },
    "Mentioned": {
        "document": _brief(_PLAN),
        "kind": "implements",
        "scope": "provision",
        "partial": False,
        "nested": False,
        "confidence": 0.9,
        "evidence": [_EVIDENCE],
    },
    "Path": {
        "from": _brief(_PLAN),
        "to": _brief(_OLD),
        "steps": [{"document": _brief(_PLAN), "edge": None}, {"document": _brief(_OLD), "edge": _EDGE}],
        "complete": True,
    },
    "TaskAnswer": _WORK | {"document": _brief(_PLAN), "due": ["2020-05-30"], "illustrative": False},
    "AgencyNode": {
        "id": "so-noi-vu.gia-lai",
        "name": "Sở Nội vụ tỉnh Gia Lai",
        "level": "department",
        "province": "Gia Lai",
        "valid_from": None,
        "valid_to": None,
        "parent": "ubnd-tinh.gia-lai",
        "successors": [],
    },
    "Analysis": {
        "name": "relied-on",
        "rows": [{"level": "central-party", "place": 1, "document": _brief(_OLD), "cited_by": 41, "pagerank": 0.031}],
    },
    "Graph": {"documents": [_OLD, _PLAN], "agencies": [], "tasks": [], "edges": [_EDGE]},
    "Checked": {
        "source": "du-thao.docx",
        "on": "2022-01-15",
        "summary": {"citations": 1, "error": 1, "warning": 0, "info": 0},
        "findings": [
            {
                "kind": "superseded",
                "severity": "error",
                "start": 10,
                "end": 49,
                "text": "Quyết định số 290-QĐ/TW ngày 25/02/2010",
                "taken_for": _brief(_OLD),
                "candidates": [],
                "status": "superseded",
                "reason": _REASON,
                "suggestion": "Quyết định số 23-QĐ/TW ngày 30 tháng 7 năm 2021 của Bộ Chính trị",
            }
        ],
    },
    "Job": {
        "id": "1684a40038e54608a8b622479f488943",
        "state": "running",
        "files": 20,
        "done": 8,
        "loaded": 0,
        "unchanged": 0,
        "warned": 0,
        "failed": [],
        "error": "",
        "begun": "2026-11-22T08:00:00+00:00",
        "ended": None,
    },
    "Info": {
        "store": "luocdo.db",
        "counts": {
            "documents": 33,
            "held": 20,
            "stubs": 13,
            "agencies": 73,
            "tasks": 57,
            "texts": 20,
            "edges": {"IMPLEMENTS": 31, "BASED_ON": 5},
            "statements": 263,
            "quarantined": 0,
        },
        "known_to": "2022-01-25",
        "data_version": 1,
        "versions": {"luocdo": "0.1.0", "python": "3.11.7"},
        "engine": {
            "name": "SQLite",
            "version": "3.40.1",
            "edition": None,
            "database": None,
            "layout": 5,
            "indexes": [{"name": "node_by_number", "kind": "btree", "state": "online"}],
        },
    },
    "Alive": {"status": "ok", "version": "0.1.0"},
}
