"""县闻: pages of regional newspapers become an archive of who governed where, day by day."""
