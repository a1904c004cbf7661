package api

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"strings"
	"time"
)

// crockford leaves out the letters that are mistaken for others.
var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// newID makes a ULID: sorted by time, random enough for one table.
func newID(now time.Time) string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails; crypto/rand ends the program instead
	ms := uint64(now.UnixMilli())
	binary.BigEndian.PutUint16(b[0:], uint16(ms>>32))
	binary.BigEndian.PutUint32(b[2:], uint32(ms))
	// A ULID's 26 digits hold 130 bits; two leading zero bits make base32 fall on them.
	var padded [17]byte
	carry := byte(0)
	for i, v := range b {
		padded[i] = carry<<6 | v>>2
		carry = v & 3
	}
	padded[16] = carry << 6
	return crockford.EncodeToString(padded[:])[:26]
}

// Prefixes make a lost secret recognisable to whoever scans for them.
const (
	devicePrefix  = "pbm_"
	sessionPrefix = "pbs_"
)

// newToken makes a token: prefix, 256 random bits, checksum. The checksum lets a typo be refused
// without a look into the database.
func newToken(prefix string) string {
	var b [32]byte
	_, _ = rand.Read(b[:])
	secret := prefix + crockford.EncodeToString(b[:])
	return secret + checksum(secret)
}

// wellFormed says whether s may be a token at all.
func wellFormed(s string) bool {
	const digits, sum = 52, 7 // of 256 bits, of 32 bits
	if len(s) != len(devicePrefix)+digits+sum {
		return false
	}
	secret := s[:len(s)-sum]
	return (strings.HasPrefix(s, devicePrefix) || strings.HasPrefix(s, sessionPrefix)) && checksum(secret) == s[len(s)-sum:]
}

func checksum(s string) string {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], crc32.ChecksumIEEE([]byte(s)))
	return crockford.EncodeToString(b[:])
}

// newCode makes a code one can type: 80 random bits as XXXX-XXXX-XXXX-XXXX.
func newCode() string {
	var b [10]byte
	_, _ = rand.Read(b[:])
	s := crockford.EncodeToString(b[:])
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:]
}

// codeHash is the hash of a code as typed: case, dashes and blanks do not matter, and O, I and L
// are taken for the digits they look like.
func codeHash(code string) string {
	return hash(strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(code)))
}

// hash is how a secret is kept: its bits are random, so one round of SHA-256 is enough.
func hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// NewDeviceToken makes the token of a device, and the hash it is stored as: for programs that fill a
// database without asking the API.
func NewDeviceToken() (token, stored string) {
	token = newToken(devicePrefix)
	return token, hash(token)
}
