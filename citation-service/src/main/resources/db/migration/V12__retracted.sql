-- Finds the retracted among the works that publications cite. Few are: the indexes stay small.
create index citation_retracted on citation (id) where data ->> 'state' = 'retracted';
create index citation_retracted_doi on citation (doi) where data ->> 'state' = 'retracted';
