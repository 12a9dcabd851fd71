// title: Who says one thing in public and another in private?
// Pairs of standing positions of one actor on one issue with different stances, one said in public and one in
// private.
// param dossier, as_of, known_on: always
// param actor: actor id, e.g. actor:russia, default all
// param issue: issue id, e.g. issue:ceasefire-30-days, default all
// returns actor, issue, public, public_stance, public_status, public_attributed_by, private, private_stance,
//   private_status, private_attributed_by, sources

// what was said in private is the rarer half
MATCH (q:Position|Retracted {dossier: $dossier, setting: 'private'})
MATCH (a)-[took2:TOOK|RETRACTED_TOOK]->(q)-[on2:ON|RETRACTED_ON]->(i)
WHERE ($actor IS NULL OR a.id = $actor) AND ($issue IS NULL OR i.id = $issue)
  AND all(x IN [a, took2, q, on2, i] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(q.valid_from, $as_of) <= $as_of <= coalesce(q.valid_until, $as_of)
  AND NOT EXISTS {
    (q)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
MATCH (a)-[took:TOOK|RETRACTED_TOOK]->(p)-[on:ON|RETRACTED_ON]->(i)
WHERE p.setting = 'public' AND p.stance <> q.stance
  AND all(x IN [took, p, on] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
OPTIONAL MATCH (q)<-[said2:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(other)
WHERE all(x IN [said2, other] WHERE x.known_from <= $known_on <= x.known_until)
RETURN a.id AS actor, i.id AS issue,
  p.id AS public, p.stance AS public_stance, p.status AS public_status, teller.id AS public_attributed_by,
  q.id AS private, q.stance AS private_stance, q.status AS private_status, other.id AS private_attributed_by,
  COLLECT {
    UNWIND [p, q] AS claim
    MATCH (claim)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->()-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY actor, issue, public, private
