-- What the site did beyond production and load. Several PVS: a poll's totals are the site's.
ALTER TABLE poll ADD COLUMN battery_discharge_kw REAL;
ALTER TABLE poll ADD COLUMN state_of_charge_percent REAL;
ALTER TABLE poll ADD COLUMN lifetime_import_kwh REAL;
ALTER TABLE poll ADD COLUMN lifetime_export_kwh REAL;
ALTER TABLE poll ADD COLUMN house_metered INTEGER NOT NULL DEFAULT 0;

ALTER TABLE day ADD COLUMN import_kwh REAL;
ALTER TABLE day ADD COLUMN export_kwh REAL;
