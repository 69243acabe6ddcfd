package sim

import (
	"crypto/sha256"
	"encoding/binary"
)

// This is the only file that makes random numbers.

// Base is the luck of one purpose in one replication: everything that is drawn for
// it comes from a Stream of this base.
type Base struct{ who, twist uint64 }

// NewBase hashes a seed, a replication and the names of what the draws are for, such
// as an element and a purpose. It is slow (a cryptographic hash) and meant to be
// called once per purpose, not per draw.
func NewBase(seed uint64, replication int, names ...string) Base {
	sum := digest(seed, uint64(replication), names)
	return Base{binary.LittleEndian.Uint64(sum[0:]), binary.LittleEndian.Uint64(sum[8:])}
}

// HashName returns a 64-bit hash of names, for keys. ("ab", "c") and ("a", "bc")
// differ.
func HashName(names ...string) uint64 {
	sum := digest(0, 0, names)
	return binary.LittleEndian.Uint64(sum[16:])
}

func digest(a, b uint64, names []string) [sha256.Size]byte {
	text := binary.LittleEndian.AppendUint64(nil, a)
	text = binary.LittleEndian.AppendUint64(text, b)
	for _, n := range names {
		text = binary.LittleEndian.AppendUint64(text, uint64(len(n)))
		text = append(text, n...)
	}
	return sha256.Sum256(text)
}

// weyl is 2^64 divided by the golden ratio, odd: steps that fill the circle evenly.
const weyl = 0x9e3779b97f4a7c15

// mix scrambles 64 bits, one to one (a variant of the finaliser of MurmurHash3 by
// P. Evensen, "moremur").
func mix(z uint64) uint64 {
	z ^= z >> 27
	z *= 0x3c79ac492ba7b653
	z ^= z >> 33
	z *= 0x1c69b3f74ac4ae35
	z ^= z >> 27
	return z
}

// Mix folds b into a: a strong 64-bit mix for making keys out of several numbers.
// Mix(a, b) and Mix(b, a) differ.
func Mix(a, b uint64) uint64 { return mix(mix(a+weyl) ^ b) }

// Stream returns the stream of one key, for instance a vehicle, at one lap: the
// number of times the same key has drawn for this purpose before. Any two pairs of
// key and lap have different streams, neighbours too.
func (b Base) Stream(key uint64, lap uint32) Stream {
	return Stream{at: mix(key + b.who + uint64(lap)*weyl), twist: mix(key ^ b.twist)}
}

// Stream is a sequence of independent random numbers. It is a counter (at) that is
// scrambled with a second word in the midst of the scrambling: two streams whose
// counters overlap still differ, which a counter alone (SplitMix64) does not give for
// the 10^8 streams of a long run. The zero value is a stream too.
type Stream struct{ at, twist uint64 }

// Uint64 returns 64 random bits.
func (s *Stream) Uint64() uint64 {
	s.at += weyl
	z := s.at
	z ^= z >> 32
	z *= 0xd6e8feb86659fd93
	z ^= s.twist
	z ^= z >> 29
	z *= 0x94d049bb133111eb
	return z ^ z>>32
}

// Float64 returns a number evenly spread over (0, 1): an odd multiple of 2^-53, never
// 0 or 1.
func (s *Stream) Float64() float64 { return unit(s.Uint64()) }

// unit makes 64 random bits a number of (0, 1).
func unit(bits uint64) float64 { return float64((float64(int64(bits>>12)) + 0.5) * 0x1p-52) }
