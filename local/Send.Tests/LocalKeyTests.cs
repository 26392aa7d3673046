namespace FailureFunctions.Local.Send.Tests;

[TestFixture, Parallelizable(ParallelScope.All), FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LocalKeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("local-key-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_second_to_ask_gets_the_key_that_the_first_made()
    {
        using var first = LocalKey.Load(Path.Combine(_folder, "new"));
        using var second = LocalKey.Load(Path.Combine(_folder, "new"));

        Assert.That(second.ExportPkcs8PrivateKey(), Is.EqualTo(first.ExportPkcs8PrivateKey()));
    }

    [Test]
    public void A_file_that_holds_no_key_is_named_with_what_to_do()
    {
        File.WriteAllText(Path.Combine(_folder, "copernica.pem"), "not a key");

        Assert.That(() => LocalKey.Load(_folder), Throws.TypeOf<LocalKeyException>()
            .With.Message.EqualTo($"The signing key {LocalKey.PathIn(_folder)} is not a PEM file. Delete the file to have a new one made."));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_named_with_what_to_do()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        Assert.That(() => LocalKey.Load(file), Throws.TypeOf<LocalKeyException>()
            .With.Message.StartsWith($"The folder of the signing key, {file}, cannot be used: ").And.Message.EndsWith("Make it writable."));
    }

    [Test]
    public void A_key_that_cannot_be_written_is_named_with_what_to_do()
    {
        // A folder in the place of the key, since a user such as root may write everywhere.
        Directory.CreateDirectory(LocalKey.PathIn(_folder));

        Assert.That(() => LocalKey.Load(_folder), Throws.TypeOf<LocalKeyException>()
            .With.Message.StartsWith($"The signing key {LocalKey.PathIn(_folder)} cannot be written: "));
    }
}
