"""Two short documents that several tests index."""

GRAIN = "The minister said the grain tariff would rise in May. The harbour stays open.\n"
COURT = "The court refused to extradite the banker. Ada Brandt said so on Monday.\n"
