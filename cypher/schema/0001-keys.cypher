// One node a key. A key is DOSSIER/KIND:SLUG, so that dossiers live side by side.
CREATE CONSTRAINT graphkit_actor_key IF NOT EXISTS FOR (n:Actor) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT graphkit_issue_key IF NOT EXISTS FOR (n:Issue) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT graphkit_position_key IF NOT EXISTS FOR (n:Position) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT graphkit_judgement_key IF NOT EXISTS FOR (n:Judgement) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT graphkit_proposal_key IF NOT EXISTS FOR (n:Proposal) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT graphkit_event_key IF NOT EXISTS FOR (n:Event) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT graphkit_source_key IF NOT EXISTS FOR (n:Source) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT graphkit_evidence_key IF NOT EXISTS FOR (n:Evidence) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT graphkit_retracted_key IF NOT EXISTS FOR (n:Retracted) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT graphkit_dossier_key IF NOT EXISTS FOR (n:Dossier) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT graphkit_ledger_key IF NOT EXISTS FOR (n:Ledger) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT graphkit_migration_key IF NOT EXISTS FOR (n:Migration) REQUIRE n.key IS UNIQUE;
