-- PostgreSQL. Numbers behind the names in the answers are the columns:
--   0: "distance"
--   1: "hour"
--   2: "delay"
-- Step 1: counts, means and extents of the rows in which nothing is missing.
SELECT COUNT(*) AS n,
  SUM(ok) AS kept,
  SUM(CASE WHEN m0 = 1 THEN 1 ELSE 0 END) AS null_0,
  SUM(CASE WHEN m0 = 2 THEN 1 ELSE 0 END) AS nan_0,
  AVG(CASE WHEN ok = 1 THEN v0 END) AS avg_0,
  MIN(CASE WHEN ok = 1 THEN v0 END) AS min_0,
  MAX(CASE WHEN ok = 1 THEN v0 END) AS max_0,
  SUM(CASE WHEN m1 = 1 THEN 1 ELSE 0 END) AS null_1,
  SUM(CASE WHEN m1 = 2 THEN 1 ELSE 0 END) AS nan_1,
  AVG(CASE WHEN ok = 1 THEN v1 END) AS avg_1,
  MIN(CASE WHEN ok = 1 THEN v1 END) AS min_1,
  MAX(CASE WHEN ok = 1 THEN v1 END) AS max_1,
  SUM(CASE WHEN m2 = 1 THEN 1 ELSE 0 END) AS null_2,
  SUM(CASE WHEN m2 = 2 THEN 1 ELSE 0 END) AS nan_2,
  AVG(CASE WHEN ok = 1 THEN v2 END) AS avg_2,
  MIN(CASE WHEN ok = 1 THEN v2 END) AS min_2,
  MAX(CASE WHEN ok = 1 THEN v2 END) AS max_2
FROM (SELECT v0, v1, v2, m0, m1, m2, CASE WHEN m0 = 0 AND m1 = 0 AND m2 = 0 THEN 1 ELSE 0 END AS ok
FROM (SELECT v0, v1, v2,
  CASE WHEN v0 IS NULL THEN 1 WHEN v0 = CAST('NaN' AS double precision) THEN 2 ELSE 0 END AS m0,
  CASE WHEN v1 IS NULL THEN 1 WHEN v1 = CAST('NaN' AS double precision) THEN 2 ELSE 0 END AS m1,
  CASE WHEN v2 IS NULL THEN 1 WHEN v2 = CAST('NaN' AS double precision) THEN 2 ELSE 0 END AS m2
FROM (SELECT CAST("distance" AS double precision) AS v0,
  CAST("hour" AS double precision) AS v1,
  CAST("delay" AS double precision) AS v2
FROM "flights") chosen) marked) judged;
-- Step 2: sums about the means. Put the avg_0, avg_1, … that step 1 answered in place of <avg_0>, <avg_1>, …
SELECT COUNT(*) AS n,
  SUM(d0) AS s_0,
  SUM(d0 * d0) AS p_0_0,
  SUM(d1) AS s_1,
  SUM(d0 * d1) AS p_0_1,
  SUM(d1 * d1) AS p_1_1,
  SUM(d2) AS s_2,
  SUM(d0 * d2) AS p_0_2,
  SUM(d1 * d2) AS p_1_2,
  SUM(d2 * d2) AS p_2_2
FROM (SELECT v0 - CAST(<avg_0> AS double precision) AS d0, v1 - CAST(<avg_1> AS double precision) AS d1, v2 - CAST(<avg_2> AS double precision) AS d2
FROM (SELECT v0, v1, v2 FROM (SELECT CAST("distance" AS double precision) AS v0,
  CAST("hour" AS double precision) AS v1,
  CAST("delay" AS double precision) AS v2
FROM "flights") chosen
WHERE v0 IS NOT NULL AND NOT (v0 = CAST('NaN' AS double precision)) AND v1 IS NOT NULL AND NOT (v1 = CAST('NaN' AS double precision)) AND v2 IS NOT NULL AND NOT (v2 = CAST('NaN' AS double precision))) kept) shifted;
