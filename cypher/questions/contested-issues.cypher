// title: Which issues are the most contested?
// Issues on which some actors support and others oppose, most evenly and most widely split first. The numbers count
// actors; one on both sides counts on both. doubtful counts positions that are alleged, disputed or only told by
// another.
// param dossier, as_of, known_on: always
// param issue: issue id, e.g. issue:ceasefire-30-days, default all
// returns issue, supporting, opposing, conditional, neutral, doubtful

MATCH (i:Issue|Retracted {dossier: $dossier})<-[on:ON|RETRACTED_ON]-(p)<-[took:TOOK|RETRACTED_TOOK]-(a)
WHERE ($issue IS NULL OR i.id = $issue)
  AND all(x IN [i, on, p, took, a] WHERE x.known_from <= $known_on <= x.known_until)
  AND coalesce(p.valid_from, $as_of) <= $as_of <= coalesce(p.valid_until, $as_of)
  AND NOT EXISTS {
    (p)<-[r:SUPERSEDES|RETRACTED_SUPERSEDES]-(later)
    WHERE all(x IN [r, later] WHERE x.known_from <= $known_on <= x.known_until)
      AND coalesce(later.valid_from, $as_of) <= $as_of
  }
OPTIONAL MATCH (p)<-[said:ATTRIBUTED|RETRACTED_ATTRIBUTED]-(teller)
WHERE all(x IN [said, teller] WHERE x.known_from <= $known_on <= x.known_until)
WITH i.id AS issue,
  collect({actor: a.id, stance: p.stance, doubtful: p.status <> 'plain' OR teller IS NOT NULL}) AS held
WITH issue, size([x IN held WHERE x.doubtful]) AS doubtful,
  COUNT { UNWIND held AS x WITH x WHERE x.stance = 'support' RETURN DISTINCT x.actor } AS supporting,
  COUNT { UNWIND held AS x WITH x WHERE x.stance = 'oppose' RETURN DISTINCT x.actor } AS opposing,
  COUNT { UNWIND held AS x WITH x WHERE x.stance = 'conditional' RETURN DISTINCT x.actor } AS conditional,
  COUNT { UNWIND held AS x WITH x WHERE x.stance = 'neutral' RETURN DISTINCT x.actor } AS neutral
WHERE supporting > 0 AND opposing > 0
RETURN issue, supporting, opposing, conditional, neutral, doubtful
ORDER BY CASE WHEN supporting < opposing THEN supporting ELSE opposing END DESC, supporting + opposing DESC, issue
