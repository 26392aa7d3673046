using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FailureFunctions.Copernica.Signing;

/// <summary>Names a signature without giving it away: the SHA-256 of its bytes.</summary>
internal readonly record struct SignatureFingerprint
{
    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private SignatureFingerprint(UInt128 high, UInt128 low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>The fingerprint of a signature.</summary>
    /// <param name="signature">The decoded signature, so that every spelling of its base64 has the same fingerprint.</param>
    public static SignatureFingerprint Of(ReadOnlySpan<byte> signature)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(signature, hash);
        return new SignatureFingerprint(
            BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
    }

    /// <summary>64 lower-case hex digits.</summary>
    public override string ToString() => $"{_high:x32}{_low:x32}";
}
