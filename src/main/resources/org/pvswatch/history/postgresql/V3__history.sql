-- The tables of SQLite after its third script; from here on both have a script for each version. Numbers are given by the one
-- who writes. Text that is compared or sorted goes by its bytes, as in SQLite. Why a column is there: sqlite/V1 to V3.
-- Times are milliseconds since 1970 in UTC. A missing value is NULL, never 0.

CREATE TABLE device (
    id            BIGINT PRIMARY KEY,
    site          TEXT COLLATE "C" NOT NULL,
    serial        TEXT COLLATE "C" NOT NULL,
    kind          TEXT   NOT NULL,
    pvs           TEXT COLLATE "C",
    first_seen_at BIGINT,
    UNIQUE (site, serial)
);

CREATE TABLE device_property (
    device_id BIGINT NOT NULL REFERENCES device (id),
    name      TEXT COLLATE "C" NOT NULL,
    at        BIGINT NOT NULL,
    value     TEXT,
    PRIMARY KEY (device_id, name, at)
);

CREATE TABLE device_quality (
    device_id BIGINT NOT NULL REFERENCES device (id),
    at        BIGINT NOT NULL,
    quality   TEXT   NOT NULL,
    PRIMARY KEY (device_id, at)
);

CREATE TABLE poll (
    seq                       BIGINT PRIMARY KEY,
    site                      TEXT COLLATE "C" NOT NULL,
    pvs                       TEXT COLLATE "C" NOT NULL,
    polled_at                 BIGINT NOT NULL,
    first_reading_at          BIGINT,
    last_reading_at           BIGINT,
    device_count              INTEGER NOT NULL,
    production_kw             DOUBLE PRECISION,
    house_load_kw             DOUBLE PRECISION,
    net_import_kw             DOUBLE PRECISION,
    lifetime_production_kwh   DOUBLE PRECISION,
    lifetime_house_load_kwh   DOUBLE PRECISION,
    lifetime_net_import_kwh   DOUBLE PRECISION,
    production_source         TEXT   NOT NULL,
    weather_fetched_at        BIGINT,
    cloud_cover_percent       DOUBLE PRECISION,
    temperature_c             DOUBLE PRECISION,
    tilted_irradiance_w_m2    DOUBLE PRECISION,
    snow_depth_m              DOUBLE PRECISION,
    snowfall_cm               DOUBLE PRECISION,
    battery_discharge_kw      DOUBLE PRECISION,
    state_of_charge_percent   DOUBLE PRECISION,
    lifetime_import_kwh       DOUBLE PRECISION,
    lifetime_export_kwh       DOUBLE PRECISION,
    house_metered             SMALLINT NOT NULL DEFAULT 0,
    pvs_count                 INTEGER NOT NULL DEFAULT 1,
    own_totals                TEXT
);

CREATE UNIQUE INDEX poll_by_time ON poll (polled_at, site, pvs);

CREATE TABLE reading (
    at                              BIGINT NOT NULL,
    device_id                       BIGINT NOT NULL REFERENCES device (id),
    poll_seq                        BIGINT NOT NULL REFERENCES poll (seq),
    measured                        SMALLINT NOT NULL,
    reported_state                  TEXT,
    power_kw                        DOUBLE PRECISION,
    reactive_power_kvar             DOUBLE PRECISION,
    apparent_power_kva              DOUBLE PRECISION,
    power_factor_ratio              DOUBLE PRECISION,
    frequency_hz                    DOUBLE PRECISION,
    lifetime_energy_kwh             DOUBLE PRECISION,
    lifetime_net_kwh                DOUBLE PRECISION,
    lifetime_positive_kwh           DOUBLE PRECISION,
    lifetime_negative_kwh           DOUBLE PRECISION,
    current_a                       DOUBLE PRECISION,
    leg1_current_a                  DOUBLE PRECISION,
    leg2_current_a                  DOUBLE PRECISION,
    voltage_v                       DOUBLE PRECISION,
    leg1_voltage_v                  DOUBLE PRECISION,
    leg2_voltage_v                  DOUBLE PRECISION,
    leg1_power_kw                   DOUBLE PRECISION,
    leg2_power_kw                   DOUBLE PRECISION,
    ct_rating_a                     DOUBLE PRECISION,
    dc_power_kw                     DOUBLE PRECISION,
    dc_voltage_v                    DOUBLE PRECISION,
    dc_current_a                    DOUBLE PRECISION,
    heatsink_temp_c                 DOUBLE PRECISION,
    other_values                    TEXT, -- what only few devices report, a JSON object of column and number
    quality                         TEXT,
    pvs_clock_ms                    BIGINT,
    PRIMARY KEY (at, device_id)
);

CREATE TABLE day (
    site                     TEXT COLLATE "C" NOT NULL,
    date                     TEXT COLLATE "C" NOT NULL,
    revision                 BIGINT NOT NULL,
    production_kwh           DOUBLE PRECISION,
    house_load_kwh           DOUBLE PRECISION,
    net_import_kwh           DOUBLE PRECISION,
    lifetime_production_kwh  DOUBLE PRECISION,
    lifetime_house_load_kwh  DOUBLE PRECISION,
    lifetime_net_import_kwh  DOUBLE PRECISION,
    inverters_reporting      INTEGER NOT NULL,
    polls                    INTEGER NOT NULL,
    hours                    INTEGER NOT NULL,
    peak_production_kw       DOUBLE PRECISION,
    coverage_percent         DOUBLE PRECISION NOT NULL,
    import_kwh               DOUBLE PRECISION,
    export_kwh               DOUBLE PRECISION,
    battery_charge_kwh       DOUBLE PRECISION,
    battery_discharge_kwh    DOUBLE PRECISION,
    production_source        TEXT NOT NULL DEFAULT 'NONE',
    peak_production_at       BIGINT,
    sun_hours                DOUBLE PRECISION,
    production_known_percent DOUBLE PRECISION NOT NULL DEFAULT 0,
    house_load_known_percent DOUBLE PRECISION NOT NULL DEFAULT 0,
    grid_known_percent       DOUBLE PRECISION NOT NULL DEFAULT 0,
    over_midnight            TEXT NOT NULL DEFAULT 'NOTHING',
    PRIMARY KEY (site, date)
);

CREATE INDEX day_by_revision ON day (revision);
CREATE INDEX day_by_date ON day (date, site);

CREATE TABLE day_inverter (
    site          TEXT COLLATE "C" NOT NULL,
    date          TEXT COLLATE "C" NOT NULL,
    serial        TEXT COLLATE "C" NOT NULL,
    energy_kwh    DOUBLE PRECISION,
    lifetime_kwh  DOUBLE PRECISION,
    peak_kw       DOUBLE PRECISION,
    peak_at       BIGINT,
    measurements  INTEGER NOT NULL,
    known_percent DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (site, date, serial)
);

CREATE TABLE taken (
    consumer TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    poll_seq BIGINT NOT NULL
);
