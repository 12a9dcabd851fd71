// title: Which claims rest on weak evidence alone?
// Standing positions without one piece of evidence whose source and carrier are both graded reliability or better (A
// is best) and which is itself graded credibility or better (1 is best). What has no grade cannot be judged and
// counts as F or 6.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days, default all
// param reliability: one of A, B, C, D, E, default C
// param credibility: whole number, default 3
// returns issue, actor, position, grades, stance, value, since, status, attributed_by, sources

MATCH (i:Issue|Retracted {dossier: $dossier})<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a)
WHERE ($issue IS NULL OR i.id = $issue)
  AND all(x IN [i, on, p, took, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
WITH a, i, p, COLLECT {
  MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->(e)-[f:FROM|RETRACTED_FROM]->(s)
  WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
  OPTIONAL MATCH (e)-[via:VIA|RETRACTED_VIA]->(c)
  WHERE all(x IN [via, c] WHERE x.known_from <= $known_on <= x.known_until)
  WITH e, coalesce(s.reliability, 'F') AS said, coalesce(coalesce(c, s).reliability, 'F') AS carried
  RETURN {
    reliability: CASE WHEN said > carried THEN said ELSE carried END,
    credibility: coalesce(e.credibility, 6)
  }
} AS grades
WHERE none(x IN grades WHERE x.reliability <= $reliability AND x.credibility <= $credibility)
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN i.id AS issue, a.id AS actor, p.id AS position,
  COLLECT {
    UNWIND grades AS x
    RETURN DISTINCT x.reliability + x.credibility AS grade ORDER BY grade
  } AS grades,
  p.stance AS stance, p.value AS value, p.valid AS since,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY issue, actor, position
