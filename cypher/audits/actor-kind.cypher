// title: An actor is exactly one of person, organization, state, bloc, delegation and public
MATCH (actor:Actor {dossier: $dossier})
WITH actor, [label IN labels(actor) WHERE label IN ['Person', 'Organization', 'State', 'Bloc', 'Delegation', 'Public']] AS kinds
WHERE size(kinds) <> 1 OR toLower(kinds[0]) <> actor.kind
RETURN actor.key AS key, 'labels ' + reduce(text = '', label IN kinds | text + label + ' ') + 'and kind ' + coalesce(actor.kind, 'none') AS found
ORDER BY key
