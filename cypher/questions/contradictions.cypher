// title: Whose positions contradict each other?
// Pairs of standing positions of one actor on one issue, of which one supports and the other opposes, with where
// each was said and who says so. Neither is known to have replaced the other.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:russia, default all
// param issue: issue id, e.g. issue:ceasefire-30-days, default all
// returns actor, issue, supports, supports_in, supports_status, supports_attributed_by, opposes, opposes_in,
//   opposes_status, opposes_attributed_by, sources

CALL () {
  WITH $issue AS issue WHERE issue IS NULL
  MATCH (a:Actor|Retracted {dossier: $dossier})
  WHERE $actor IS NULL OR a.id = $actor
  CALL (a) {
    MATCH (a)-[took:TOOK|RETRACTED_TOOK]->(p)-[on:ON|RETRACTED_ON]->(i)
    WHERE p.stance IN ['support', 'oppose']
    WITH i, collect([took, p, on]) AS held, min(p.stance) AS one, max(p.stance) AS other
    WHERE one <> other
    RETURN i, held
  }
  RETURN a, i, held
  UNION ALL
  WITH $issue AS issue WHERE issue IS NOT NULL
  MATCH (i:Issue|Retracted {key: $dossier + '/' + issue})<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a)
  WHERE ($actor IS NULL OR a.id = $actor) AND p.stance IN ['support', 'oppose']
  RETURN a, i, collect([took, p, on]) AS held
}
WITH a, i, held WHERE size(held) > 1
UNWIND held AS each
WITH a, i, each[0] AS took, each[1] AS p, each[2] AS on
WHERE all(x IN [a, took, p, on, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
WITH a, i, collect(p) AS held
UNWIND [x IN held WHERE x.stance = 'support'] AS p
UNWIND [x IN held WHERE x.stance = 'oppose'] AS q
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (q)<-[said2:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(other)
WHERE all(x IN [said2, other] WHERE x.known_from <= $known_on <= x.known_until)
RETURN a.id AS actor, i.id AS issue,
  p.id AS supports, p.setting AS supports_in, p.status AS supports_status, teller.id AS supports_attributed_by,
  q.id AS opposes, q.setting AS opposes_in, q.status AS opposes_status, other.id AS opposes_attributed_by,
  COLLECT {
    UNWIND [p, q] AS claim
    MATCH (claim)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY actor, issue, supports, opposes
