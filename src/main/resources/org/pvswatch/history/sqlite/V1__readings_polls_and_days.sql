-- Times are milliseconds since 1970 in UTC. A missing value is NULL, never 0.

CREATE TABLE device (
    id     INTEGER PRIMARY KEY,
    site   TEXT NOT NULL,
    serial TEXT NOT NULL,
    kind   TEXT NOT NULL,
    UNIQUE (site, serial)
);

-- What a device says of itself besides numbers, a row each time it changes.
CREATE TABLE device_property (
    device_id INTEGER NOT NULL REFERENCES device (id),
    name      TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    value     TEXT,
    PRIMARY KEY (device_id, name, at)
) WITHOUT ROWID;

-- One answer of a PVS: the site's totals and the weather then. seq counts in the order of storing.
CREATE TABLE poll (
    seq                       INTEGER PRIMARY KEY,
    site                      TEXT    NOT NULL,
    pvs                       TEXT    NOT NULL,
    polled_at                 INTEGER NOT NULL,
    first_reading_at          INTEGER,
    last_reading_at           INTEGER,
    device_count              INTEGER NOT NULL,
    production_kw             REAL,
    house_load_kw             REAL,
    net_import_kw             REAL,
    lifetime_production_kwh   REAL,
    lifetime_house_load_kwh   REAL,
    lifetime_net_import_kwh   REAL,
    production_source         TEXT    NOT NULL,
    weather_fetched_at        INTEGER,
    cloud_cover_percent       REAL,
    temperature_c             REAL,
    tilted_irradiance_w_m2    REAL,
    snow_depth_m              REAL,
    snowfall_cm               REAL
);

CREATE UNIQUE INDEX poll_by_time ON poll (polled_at, site, pvs);

-- One device at one moment. Clustered by time: a poll touches the end of one tree.
CREATE TABLE reading (
    at                              INTEGER NOT NULL,
    device_id                       INTEGER NOT NULL REFERENCES device (id),
    poll_seq                        INTEGER NOT NULL REFERENCES poll (seq),
    measured                        INTEGER NOT NULL,
    reported_state                  TEXT,
    power_kw                        REAL,
    reactive_power_kvar             REAL,
    apparent_power_kva              REAL,
    power_factor_ratio              REAL,
    frequency_hz                    REAL,
    lifetime_energy_kwh             REAL,
    lifetime_net_kwh                REAL,
    lifetime_positive_kwh           REAL,
    lifetime_negative_kwh           REAL,
    current_a                       REAL,
    leg1_current_a                  REAL,
    leg2_current_a                  REAL,
    voltage_v                       REAL,
    leg1_voltage_v                  REAL,
    leg2_voltage_v                  REAL,
    leg1_power_kw                   REAL,
    leg2_power_kw                   REAL,
    ct_rating_a                     REAL,
    dc_power_kw                     REAL,
    dc_voltage_v                    REAL,
    dc_current_a                    REAL,
    heatsink_temp_c                 REAL,
    other_values                    TEXT, -- what only few devices report, a JSON object of column and number
    PRIMARY KEY (at, device_id)
) WITHOUT ROWID;

-- A finished calendar day of the site. revision counts every time a day is written.
CREATE TABLE day (
    site                     TEXT    NOT NULL,
    date                     TEXT    NOT NULL,
    revision                 INTEGER NOT NULL,
    production_kwh           REAL,
    house_load_kwh           REAL,
    net_import_kwh           REAL,
    lifetime_production_kwh  REAL,
    lifetime_house_load_kwh  REAL,
    lifetime_net_import_kwh  REAL,
    inverters_reporting      INTEGER NOT NULL,
    polls                    INTEGER NOT NULL,
    hours                    INTEGER NOT NULL,
    peak_production_kw       REAL,
    coverage_percent         REAL    NOT NULL,
    PRIMARY KEY (site, date)
) WITHOUT ROWID;

-- How far a consumer of history has come; the last poll it took.
CREATE TABLE taken (
    consumer TEXT    NOT NULL PRIMARY KEY,
    poll_seq INTEGER NOT NULL
) WITHOUT ROWID;
