-- Days are made from readings by another rule than before: they are dropped, and worked out anew with the next poll.
DELETE FROM day;
DELETE FROM taken WHERE consumer = 'close-day';

ALTER TABLE day ADD COLUMN battery_charge_kwh REAL;
ALTER TABLE day ADD COLUMN battery_discharge_kwh REAL;
ALTER TABLE day ADD COLUMN production_source TEXT NOT NULL DEFAULT 'NONE';
ALTER TABLE day ADD COLUMN peak_production_at INTEGER;
ALTER TABLE day ADD COLUMN sun_hours REAL;
ALTER TABLE day ADD COLUMN production_known_percent REAL NOT NULL DEFAULT 0;
ALTER TABLE day ADD COLUMN house_load_known_percent REAL NOT NULL DEFAULT 0;
ALTER TABLE day ADD COLUMN grid_known_percent REAL NOT NULL DEFAULT 0;
ALTER TABLE day ADD COLUMN over_midnight TEXT NOT NULL DEFAULT 'NOTHING';

-- Asked after each poll: is there a day that the files do not have yet.
CREATE INDEX day_by_revision ON day (revision);

-- The days of one file.
CREATE INDEX day_by_date ON day (date, site);

-- What one inverter did on a finished day.
CREATE TABLE day_inverter (
    site          TEXT    NOT NULL,
    date          TEXT    NOT NULL,
    serial        TEXT    NOT NULL,
    energy_kwh    REAL,
    lifetime_kwh  REAL,
    peak_kw       REAL,
    peak_at       INTEGER,
    measurements  INTEGER NOT NULL,
    known_percent REAL    NOT NULL,
    PRIMARY KEY (site, date, serial)
) WITHOUT ROWID;

-- From here on these two span the measurements that a poll was the first to tell, not all that it listed: one dead inverter
-- with its measurement of last year made every look at the newest poll a look through that year.
CREATE TABLE extent (poll_seq INTEGER PRIMARY KEY, first_at INTEGER, last_at INTEGER);
INSERT INTO extent SELECT poll_seq, min(at), max(at) FROM reading GROUP BY poll_seq;
UPDATE poll SET
    first_reading_at = (SELECT first_at FROM extent WHERE poll_seq = poll.seq),
    last_reading_at = (SELECT last_at FROM extent WHERE poll_seq = poll.seq);
DROP TABLE extent;
