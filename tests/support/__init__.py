"""What tests share: stand-ins, servers, small corpora, hostile files."""
