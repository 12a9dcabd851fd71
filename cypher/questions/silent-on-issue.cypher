// title: Who dealt with an issue, yet has no known position on it?
// Actors that took part in an event about the issue, or made or answered a proposal with a term on it (seen_in), and
// on whose part no position is known, neither their own nor on their behalf. Absence, not neutrality.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days
// returns actor, seen_in, sources

MATCH (i:Issue|Retracted {key: $dossier + '/' + $issue})
WHERE i.known_from <= $known_on <= i.known_until
CALL (i) {
  MATCH (i)<-[r:ADDRESSED|RETRACTED_ADDRESSED]-(n)<-[part:TOOK_PART|RETRACTED_TOOK_PART]-(a)
  WHERE all(x IN [r, n, part, a] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(n.valid_from, n.valid_until, $as_of) <= $as_of
  RETURN a, n
  UNION
  MATCH (i)<-[r:TERM|RETRACTED_TERM]-(n)<-[part:PROPOSED|RETRACTED_PROPOSED|ANSWERED|RETRACTED_ANSWERED]-(a)
  WHERE all(x IN [r, n, part, a] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(n.valid_from, n.valid_until, $as_of) <= $as_of
    AND coalesce(part.valid_from, part.valid_until, $as_of) <= $as_of
  RETURN a, n
}
WITH i, a, n ORDER BY n.id
WITH i, a, collect(n) AS seen
WHERE NOT EXISTS {
  (i)<-[on:ON|RETRACTED_ON]-(p)-[has:TOOK|RETRACTED_TOOK|ON_BEHALF_OF|RETRACTED_ON_BEHALF_OF]-(a)
  WHERE all(x IN [on, p, has] WHERE x.known_from <= $known_on <= x.known_until)
    AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
    AND NOT EXISTS {
      (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
      WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
        AND coalesce(later.valid_from, $as_of) <= $as_of
    }
}
RETURN a.id AS actor, [n IN seen | n.id] AS seen_in,
  COLLECT {
    UNWIND seen AS n
    MATCH (n)-[shown:SHOWN_BY|RETRACTED_SHOWN_BY]->(e)-[f:FROM|RETRACTED_FROM]->(s)
    WHERE all(x IN [shown, f, s] WHERE x.known_from <= $known_on <= x.known_until)
      AND NOT EXISTS { // an answer yet to come
        (n)<-[r:ANSWERED|RETRACTED_ANSWERED]-()
        WHERE r.known_from <= $known_on <= r.known_until AND e.key IN r.evidence
          AND coalesce(r.valid_from, r.valid_until, $as_of) > $as_of
      }
    RETURN DISTINCT s.id AS source ORDER BY source
  } AS sources
ORDER BY actor
