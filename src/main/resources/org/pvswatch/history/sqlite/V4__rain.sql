-- Rain washes panels: what fell in the hour of a poll.
ALTER TABLE poll ADD COLUMN precipitation_mm REAL;
