using System.Security.Cryptography;
using FailureFunctions.Copernica.Signing;

namespace FailureFunctions.Tests.Copernica.Signing;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class SigningKeyTests
{
    [TestCase(1016, false)]
    [TestCase(1024, true)]
    [TestCase(8192, true)]
    [TestCase(8200, false)]
    public void A_key_has_1024_to_8192_bits(int bits, bool accepted)
    {
        var key = SigningKey.FromDer(PublicKeyOf(bits), HashAlgorithmName.SHA256);

        Assert.That(key?.Bits, accepted ? Is.EqualTo(bits) : Is.Null);
    }

    [Test]
    public void Keys_are_the_same_when_they_have_the_same_numbers_and_may_be_used_with_the_same_hashes()
    {
        var key = SigningKey.FromDer(TestKey.Genuine.PublicKeyInfo, HashAlgorithmName.SHA256)!;

        Assert.That(key.IsSameAs(SigningKey.FromDer(TestKey.Genuine.RsaPublicKey, HashAlgorithmName.SHA256)!));
        Assert.That(key.IsSameAs(SigningKey.FromDer(TestKey.Genuine.PublicKeyInfo, HashAlgorithmName.SHA512)!), Is.False);
        Assert.That(key.IsSameAs(SigningKey.FromDer(TestKey.Forgers.PublicKeyInfo, HashAlgorithmName.SHA256)!), Is.False);
    }

    [Test]
    public void A_key_in_a_setting_may_have_its_line_breaks_escaped()
    {
        Assert.That(PublicKeyPem.TryRead(TestKey.Genuine.PublicPem.ReplaceLineEndings("\\n"), out var key, out var error), error);
        Assert.That(key!.IsSameAs(FakeKeyResolver.ToKey(TestKey.Genuine)));
    }

    [Test]
    public void What_is_no_public_key_in_a_setting_is_named_with_its_fix()
    {
        Assert.That(ErrorOf("nonsense"), Is.EqualTo("is not PEM; it begins with -----BEGIN PUBLIC KEY-----."));
        Assert.That(ErrorOf(TestKey.Genuine.PrivatePem), Does.StartWith("is a private key; give the public one (openssl pkey -pubout)"));
        Assert.That(ErrorOf(PemEncoding.WriteString("PUBLIC KEY", PublicKeyOf(1016))), Is.EqualTo("is not an RSA key of 1024 to 8192 bits; make one with local/Send --new-key."));
        Assert.That(ErrorOf(TestKey.Genuine.PublicPem), Is.Null);

        static string? ErrorOf(string pem) => PublicKeyPem.TryRead(pem, out _, out var error) ? null : error;
    }

    [Test]
    public void A_key_in_a_setting_is_used_with_SHA_256_and_SHA_512()
    {
        Assert.That(PublicKeyPem.TryRead(TestKey.Genuine.PublicPem, out var key, out var error), error);

        foreach (var scheme in SignatureScheme.For("hs2019"))
            Assert.That(key!.Verify(scheme, [.. "x"u8], TestKey.Genuine.Sign("x"u8.ToArray(), scheme.Hash, scheme.Padding)), $"{scheme}");
    }

    [Test]
    public void A_key_is_written_as_DNS_has_it()
    {
        var key = SigningKey.FromDer(TestKey.Genuine.PublicKeyInfo, HashAlgorithmName.SHA512)!;

        Assert.That(key.ToRecord(), Is.EqualTo($"v=DKIM1; h=sha512; p={Convert.ToBase64String(TestKey.Genuine.RsaPublicKey)}"));
        Assert.That(FakeKeyResolver.ToKey(TestKey.Genuine).ToRecord(), Does.Contain("h=sha256:sha512;"));
    }

    [Test]
    public async Task A_key_may_be_used_concurrently()
    {
        var key = SigningKey.FromDer(TestKey.Genuine.PublicKeyInfo, HashAlgorithmName.SHA256)!;
        var scheme = SignatureScheme.For("rsa-sha256")[0];
        byte[] data = [.. "x"u8];
        var signature = TestKey.Genuine.Sign(data, scheme.Hash, scheme.Padding);

        await Parallel.ForAsync(0, 500, (_, _) =>
        {
            Assert.That(key.Verify(scheme, data, signature));
            return ValueTask.CompletedTask;
        });
    }

    [Test]
    public void The_longest_key_is_read_from_DNS() =>
        Assert.That(DkimKeyRecord.Parse($"p={Convert.ToBase64String(PublicKeyOf(8192))}")?.Key?.Bits, Is.EqualTo(8192));

    // An import does not check that the modulus is the product of two primes.
    private static byte[] PublicKeyOf(int bits)
    {
        var modulus = new byte[bits / 8];
        Random.Shared.NextBytes(modulus);
        modulus[0] |= 0x80;
        modulus[^1] |= 1;
        using var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = [1, 0, 1] });
        return rsa.ExportSubjectPublicKeyInfo();
    }
}
