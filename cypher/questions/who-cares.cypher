// title: Who cares most about an issue?
// The analysts' judgements of salience, highest first, with the positions that the actor holds on the issue. The
// numbers are the coders' own; no source says them.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days
// returns actor, salience, low, high, coder, judgement, positions

MATCH (i:Issue|Retracted {key: $dossier + '/' + $issue})<-[on:ON|RETRACTED_ON]-(j)-[of:OF|RETRACTED_OF]->(a)
WHERE j.quantity = 'salience'
  AND all(x IN [i, on, j, of, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(j.valid_from, $as_of) <= $as_of <= coalesce(j.valid_until, $as_of)
RETURN a.id AS actor, j.value AS salience, j.low AS low, j.high AS high, j.coder AS coder, j.id AS judgement,
  COLLECT {
    MATCH (i)<-[on2:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a)
    WHERE all(x IN [on2, p, took] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
      AND NOT EXISTS {
        (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
        WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
          AND coalesce(later.valid_from, $as_of) <= $as_of
      }
    RETURN p.id AS position ORDER BY position
  } AS positions
ORDER BY salience DESC, actor, judgement
