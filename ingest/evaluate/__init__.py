"""How well documents and sentences are read, against gold: the figures by which a change to the reading is measured."""
