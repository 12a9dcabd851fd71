// Whose yes an issue needs is a relationship, so that it follows an actor that is corrected.
CREATE CONSTRAINT graphkit_needs_consent_of_id IF NOT EXISTS FOR ()-[r:NEEDS_CONSENT_OF]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT graphkit_retracted_needs_consent_of_id IF NOT EXISTS FOR ()-[r:RETRACTED_NEEDS_CONSENT_OF]-() REQUIRE r.id IS UNIQUE;
