// title: Which claims have not been confirmed for long?
// Standing positions whose newest evidence was published more than so many days before the day of the world, oldest
// first; age is in days. Evidence counts from the last day that its source's date, else its carrier's, allows.
// Undated ones come last.
// param dossier, as_of, known_on: always
// param days: whole number, default 90
// param issue: issue id, e.g. issue:ceasefire-30-days, default all
// returns position, newest, age, actor, issue, stance, value, since, status, attributed_by, sources

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
  WITH coalesce(s.valid_until, s.valid_from, c.valid_until, c.valid_from) AS day
  WHERE day IS NOT NULL
  RETURN day ORDER BY day DESC LIMIT 1
} AS days
WITH a, i, p, head(days) AS newest, duration.inDays(head(days), $as_of).days AS age
WHERE coalesce(age > $days, true)
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
RETURN p.id AS position, newest, age, a.id AS actor, i.id AS issue,
  p.stance AS stance, p.value AS value, p.valid AS since,
  p.status AS status, teller.id AS attributed_by,
  COLLECT {
    MATCH (p)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY newest, position
