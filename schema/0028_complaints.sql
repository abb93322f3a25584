-- Who takes complaints of citizens, and how they are reached.
CREATE TABLE complaint_desk (
  office_id @id,
  name @text NOT NULL,
  email @text NOT NULL,
  whatsapp @text NOT NULL,
  PRIMARY KEY (office_id)
) @strict;
