"""People: skeleton and pose, clothes, hands and head."""
