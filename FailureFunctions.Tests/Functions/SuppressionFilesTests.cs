using System.Globalization;
using System.Text;
using CsvHelper;
using FailureFunctions.Functions.Http;
using FailureFunctions.Suppression;
using FailureFunctions.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace FailureFunctions.Tests.Functions;

[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class SuppressionFilesTests
{
    [TestCase("=1+1@example.nl")]
    [TestCase("+1@example.nl")]
    [TestCase("-1@example.nl")]
    [TestCase("'=1@example.nl")]
    [TestCase("\t=1@example.nl")]
    public void What_a_spreadsheet_would_run_is_escaped_in_an_export_and_comes_back_in_an_import(string address)
    {
        var cell = Exported(address);

        Assert.That(cell, Is.EqualTo($"'{address}"));
        Assert.That(Imported(cell), Is.EqualTo(address.Trim()));
    }

    [TestCase("x;=1@example.nl", "x;'=1@example.nl")]
    [TestCase("x; =1@example.nl", "x;' =1@example.nl")]
    [TestCase("x;\"=1\"@example.nl", "x;'\"=1\"@example.nl")]
    [TestCase("x\n-1;'+2@example.nl", "x\n'-1;''+2@example.nl")]
    [TestCase("\r=1@example.nl", "'\r'=1@example.nl")]
    public void So_is_what_would_be_one_where_semicolons_separate_cells(string address, string cell) => Assert.That(Exported(address), Is.EqualTo(cell));

    [Test]
    public void Any_cell_comes_back()
    {
        var letters = Gen.Frequency((1, ArbMap.Default.GeneratorFor<char>()), (9, Gen.Elements('\'', '"', ';', '=', '+', '-', '@', '\t', '\r', '\n', 'x')));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(60).WithReplay(20261127, 7),
            Prop.ForAll(letters.ArrayOf().Select(cell => new string(cell)).ToArbitrary(), cell => SuppressionFiles.Unescape(SuppressionFiles.Escape(cell)) == cell));
    }

    [TestCase("jan@example.nl")]
    [TestCase("'jan@example.nl")]
    [TestCase("j=a-n@example.nl")]
    public void Anything_else_is_exported_and_imported_as_it_is(string address) =>
        Assert.That((Exported(address), Imported(address)), Is.EqualTo((address, address)));

    [Test]
    public void A_cell_that_is_no_address_is_escaped_too() => Assert.That(Exported("@HYPERLINK(1)"), Is.EqualTo("'@HYPERLINK(1)"));

    [Test]
    public void A_lone_CR_does_not_end_a_line() => Assert.That(Exported("a\rb@example.nl"), Is.EqualTo("a\rb@example.nl"));

    [TestCase("x\n", false)]
    [TestCase("{\n", false)]
    [TestCase("a,b\n", true)]
    [TestCase("a\"b\n", true)]
    public void Wrong_lines_count_so_that_a_file_of_nothing_else_is_not_read_to_its_end(string line, bool isCsv)
    {
        var file = ImportFile.Read(Encoding.UTF8.GetBytes("recipient\n" + string.Concat(Enumerable.Repeat(line, 2 * SuppressionImport.Most))), isCsv);

        Assert.That(file.ErrorCount, Is.EqualTo(SuppressionImport.Most + 1));
    }

    private static string Exported(string address)
    {
        var entry = new SuppressionEntry { Key = RecipientKey.Of(address), Recipient = address };
        using var csv = new CsvParser(new StringReader(Encoding.UTF8.GetString(SuppressionFiles.ToCsv([entry], Samples.Now))), CultureInfo.InvariantCulture);
        return csv.Read() && csv.Read() ? csv.Record![0] : throw new AssertionException("There is no line.");
    }

    private static string Imported(string cell) =>
        ImportFile.Read(Encoding.UTF8.GetBytes($"recipient\n\"{cell}\"\n"), isCsv: true).Lines.Single().Recipient;
}
