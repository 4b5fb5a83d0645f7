-- What was wrong, from its first sign to its end; evidence and members as JSON.
CREATE TABLE incident (
    site        TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    severity    TEXT    NOT NULL,
    since       INTEGER NOT NULL,
    opened_at   INTEGER,
    changed_at  INTEGER,
    resolved_at INTEGER,
    openings    INTEGER NOT NULL,
    lost_kwh    REAL    NOT NULL,
    evidence    TEXT    NOT NULL,
    members     TEXT    NOT NULL,
    absorbed_by TEXT,
    PRIMARY KEY (site, id)
) WITHOUT ROWID;

-- What an owner should be told, in the order in which it was found; items as JSON.
CREATE TABLE notice (
    site  TEXT    NOT NULL,
    at    INTEGER NOT NULL,
    items TEXT    NOT NULL,
    PRIMARY KEY (site, at, items)
) WITHOUT ROWID;

-- What the judge of a site remembers, as of the last ask it heard; thresholds and the owner's words it was made with.
CREATE TABLE judge (
    site        TEXT    NOT NULL PRIMARY KEY,
    poll_seq    INTEGER NOT NULL,
    heard_until INTEGER NOT NULL,
    thresholds  TEXT    NOT NULL,
    words       TEXT    NOT NULL,
    memory      BLOB    NOT NULL
);

-- When a PVS was asked and gave nothing that could be read; at most one a quarter of an hour where it gave nothing at all.
CREATE TABLE unanswered (
    site TEXT    NOT NULL,
    at   INTEGER NOT NULL,
    pvs  TEXT    NOT NULL,
    PRIMARY KEY (site, at, pvs)
) WITHOUT ROWID;
