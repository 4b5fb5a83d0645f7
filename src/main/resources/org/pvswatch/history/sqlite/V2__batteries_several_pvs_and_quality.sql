-- What the site did beyond production and load. Several PVS: a poll's totals are the site's.
ALTER TABLE poll ADD COLUMN battery_discharge_kw REAL;
ALTER TABLE poll ADD COLUMN state_of_charge_percent REAL;
ALTER TABLE poll ADD COLUMN lifetime_import_kwh REAL;
ALTER TABLE poll ADD COLUMN lifetime_export_kwh REAL;
ALTER TABLE poll ADD COLUMN house_metered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE poll ADD COLUMN pvs_count INTEGER NOT NULL DEFAULT 1;
ALTER TABLE poll ADD COLUMN own_totals TEXT; -- those of this PVS alone, JSON, where the site has several

ALTER TABLE day ADD COLUMN import_kwh REAL;
ALTER TABLE day ADD COLUMN export_kwh REAL;

-- Which PVS a device was last seen at, and the first poll that saw it.
ALTER TABLE device ADD COLUMN pvs TEXT;
ALTER TABLE device ADD COLUMN first_seen_at INTEGER;
UPDATE device SET pvs = (SELECT pvs FROM poll WHERE poll.site = device.site ORDER BY polled_at LIMIT 1),
    first_seen_at = (SELECT min(polled_at) FROM poll WHERE poll.site = device.site);

-- Whether a measurement could be believed when first seen; NULL is fresh. What the clock of the PVS showed then, as
-- milliseconds after ours.
ALTER TABLE reading ADD COLUMN quality TEXT;
ALTER TABLE reading ADD COLUMN pvs_clock_ms INTEGER;

-- What was said of a device from one poll on, a row each time it changes; before the first it was fresh.
CREATE TABLE device_quality (
    device_id INTEGER NOT NULL REFERENCES device (id),
    at        INTEGER NOT NULL,
    quality   TEXT    NOT NULL,
    PRIMARY KEY (device_id, at)
) WITHOUT ROWID;
