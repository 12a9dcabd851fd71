// Every label, type and property of the graph is made known, so that a question about what no dossier has yet
// gives no row and no warning.
UNWIND [
    'Actor', 'Issue', 'Position', 'Judgement', 'Proposal', 'Event', 'Source', 'Evidence', 'Retracted', 'Person',
    'Organization', 'State', 'Bloc', 'Delegation', 'Public'
] AS name
CALL db.createLabel(name)
RETURN count(*);
UNWIND [
    'ADDRESSED', 'RETRACTED_ADDRESSED', 'ALLY_OF', 'RETRACTED_ALLY_OF', 'ANSWERED', 'RETRACTED_ANSWERED',
    'ATTRIBUTED', 'RETRACTED_ATTRIBUTED', 'DEPENDS_ON', 'RETRACTED_DEPENDS_ON', 'FOLLOWS', 'RETRACTED_FOLLOWS',
    'FROM', 'RETRACTED_FROM', 'HEADS', 'RETRACTED_HEADS', 'MEMBER_OF', 'RETRACTED_MEMBER_OF', 'OF',
    'RETRACTED_OF', 'OFFERS', 'RETRACTED_OFFERS', 'ON', 'RETRACTED_ON', 'ON_BEHALF_OF', 'RETRACTED_ON_BEHALF_OF',
    'OPPOSES', 'RETRACTED_OPPOSES', 'PART_OF', 'RETRACTED_PART_OF', 'PRESSURES', 'RETRACTED_PRESSURES',
    'PROPOSED', 'RETRACTED_PROPOSED', 'REPRESENTS', 'RETRACTED_REPRESENTS', 'SHOWN_BY', 'RETRACTED_SHOWN_BY',
    'STATED_AT', 'RETRACTED_STATED_AT', 'SUPERSEDES', 'RETRACTED_SUPERSEDES', 'SUPPORTS', 'RETRACTED_SUPPORTS',
    'TABLED_AT', 'RETRACTED_TABLED_AT', 'TERM', 'RETRACTED_TERM', 'THREATENS', 'RETRACTED_THREATENS', 'TOOK',
    'RETRACTED_TOOK', 'TOOK_PART', 'RETRACTED_TOOK_PART', 'VIA', 'RETRACTED_VIA'
] AS name
CALL db.createRelationshipType(name)
RETURN count(*);
UNWIND [
    'accepts_at_least', 'accepts_at_most', 'accessed', 'aliases', 'answer', 'at_least', 'at_most', 'author',
    'basis', 'claim', 'code', 'coder', 'conditions', 'confidence', 'consent', 'corrects', 'country',
    'credibility', 'date', 'description', 'dossier', 'evidence', 'high', 'id', 'key', 'kind', 'known_from',
    'known_gaps', 'known_until', 'language', 'likelihood', 'lock_end', 'lock_start', 'low', 'name', 'note',
    'outcome', 'paragraph', 'place', 'public_role', 'published', 'publisher', 'quantity', 'question', 'quota',
    'recorded_on', 'reliability', 'retracted_on', 'role', 'same_as', 'scale_high', 'scale_low', 'setting',
    'sha256', 'short', 'stance', 'status', 'status_quo_notes', 'status_quo_on', 'status_quo_values', 'text',
    'then', 'title', 'url', 'valid', 'valid_from', 'valid_until', 'value'
] AS name
CALL db.createProperty(name)
RETURN count(*);
