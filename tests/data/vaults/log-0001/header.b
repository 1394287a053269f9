lotsenbuch-vault 1
{"created":"2026-01-09","epoch":1,"generation":1,"kind":"pilot","slots":[{"commitment":"9a7153e4ada323a1f0169ff9713ecb7685e681aec38c82dbd2a5b4ede879ea22","kind":"passphrase","lanes":4,"memory_kib":65536,"nonce":"768d6392ee8cc29fdbd78034","passes":3,"salt":"a398ccda83743523b2c81fe9a4c2a661","sealed":"49d3fe120b6ac14b497e48d6b805fb1f7b1d42dae96565d34e6966a89c4327c2221d054e065628aafd08e0c247e00af3"}],"vault":"1e70785bd5e286af110da243477b9a49"}
hmac ff53b161c61100472b08e7929730ec91cbaa26dff5726fd0afe34c0d18bbda7e
sha256 eddd741f44c4bf6d704d37f7415b48f850b59795e11f0018f4ac577716cc6460
