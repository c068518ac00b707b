CREATE VIRTUAL TABLE customer_search USING fts5 (
    search_text, content='customer', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0
);

-- else erased words stay in the index's pages
INSERT INTO customer_search (customer_search, rank) VALUES ('secure-delete', 1);

CREATE VIRTUAL TABLE customer_search_terms USING fts5vocab (customer_search, row);

CREATE TRIGGER customer_search_insert AFTER INSERT ON customer BEGIN
    INSERT INTO customer_search (rowid, search_text) VALUES (new.id, new.search_text);
END;

-- an external-content index forgets only what it is told word for word
CREATE TRIGGER customer_search_update AFTER UPDATE OF search_text ON customer BEGIN
    INSERT INTO customer_search (customer_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    INSERT INTO customer_search (rowid, search_text) VALUES (new.id, new.search_text);
END;

CREATE TRIGGER customer_search_delete AFTER DELETE ON customer BEGIN
    INSERT INTO customer_search (customer_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
END;
