-- What was wrong, from its first sign to its end; evidence and members as JSON.
CREATE TABLE incident (
    site        TEXT COLLATE "C" NOT NULL,
    id          TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL,
    subject     TEXT COLLATE "C" NOT NULL,
    state       TEXT COLLATE "C" NOT NULL,
    severity    TEXT COLLATE "C" NOT NULL,
    since       BIGINT NOT NULL,
    opened_at   BIGINT,
    changed_at  BIGINT,
    resolved_at BIGINT,
    openings    BIGINT NOT NULL,
    lost_kwh    DOUBLE PRECISION    NOT NULL,
    evidence    TEXT COLLATE "C" NOT NULL,
    members     TEXT COLLATE "C" NOT NULL,
    absorbed_by TEXT,
    PRIMARY KEY (site, id)
);

-- What an owner should be told, in the order in which it was found; items as JSON.
CREATE TABLE notice (
    site  TEXT COLLATE "C" NOT NULL,
    at    BIGINT NOT NULL,
    items TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, at, items)
);

-- What the judge of a site remembers, as of the last ask it heard; thresholds and the owner's words it was made with.
CREATE TABLE judge (
    site        TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    poll_seq    BIGINT NOT NULL,
    heard_until BIGINT NOT NULL,
    thresholds  TEXT COLLATE "C" NOT NULL,
    words       TEXT COLLATE "C" NOT NULL,
    memory      BYTEA    NOT NULL
);

-- When a PVS was asked and gave nothing that could be read; at most one a quarter of an hour where it gave nothing at all.
CREATE TABLE unanswered (
    site TEXT COLLATE "C" NOT NULL,
    at   BIGINT NOT NULL,
    pvs  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (site, at, pvs)
);
