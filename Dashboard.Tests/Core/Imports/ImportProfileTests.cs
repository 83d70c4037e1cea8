using Concentric.Data;
using Concentric.Imports;
using Concentric.Imports.Runs;
using Concentric.Ledgers;
using Concentric.Rules;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Core.Imports;

/// <summary>What was said of sheets can be looked at, be given another name and be forgotten, by whoever takes the kind in.</summary>
public sealed class ImportProfileTests : IAsyncLifetime
{
    private const string Strange = "事由概括,类别,来文日,经办备忘\n漏水,脏乱差,2026-03-02,甲\n";

    private ImportRig rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ImportProfileCommands Profiles => rig.Store.Get<ImportProfileCommands>();

    public async ValueTask InitializeAsync() => rig = await ImportRig.CreateAsync();

    public ValueTask DisposeAsync() => rig.DisposeAsync();

    [Fact]
    public async Task AProfile_SaysWhichColumnIsWhich_AndWhatValuesMean()
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("zh-CN");
        await SayAsync();
        var profile = Assert.Single((await Profiles.ListAsync(ImportRig.Worker, null, 1, Stop)).Profiles);
        Assert.Equal(("街道来文", "petition", "王芳"), (profile.Name, profile.Kind, profile.By));
        Assert.Equal([("事由概括", "title"), ("来文日", "received-on"), ("类别", "category"), ("经办备忘", "")],
            profile.Columns.Select(column => (column.Header, column.Column)).OrderBy(column => column.Header, StringComparer.Ordinal));
        var value = Assert.Single(profile.Values);
        await using var db = rig.Store.Open();
        var category = await db.PetitionCategories.SingleAsync(one => one.Key == TestStore.Category, Stop);
        Assert.Equal(("category", "脏乱差", category.Name), (value.Column, value.Value, value.Name));
        Assert.Equal((1, 0), ((await Profiles.ListAsync(ImportRig.Worker, "petition", 1, Stop)).Total,
            (await Profiles.ListAsync(ImportRig.Worker, "hazard", 1, Stop)).Total));
    }

    [Fact]
    public async Task ANewName_IsKept_ToldAndAudited_AndSurvivesTheNextSheet()
    {
        await SayAsync();
        var profile = (await Profiles.ListAsync(ImportRig.Worker, null, 1, Stop)).Profiles[0];
        await Profiles.RenameAsync(ImportRig.Administrator, profile.Id, profile.Version, "  热线转办单 ", Stop);
        var view = await rig.CheckAsync(ImportRig.Csv(Strange.Replace("漏水", "积水", StringComparison.Ordinal)), "四月.csv");
        Assert.Equal((ImportState.Checked, "热线转办单"), (view.Run.State, view.Findings!.Mapping!.Profile));
        await using var db = rig.Store.Open();
        var line = await db.AuditEntries.OrderBy(one => one.Id).LastAsync(one => one.Kind == "import-profile", Stop);
        Assert.Equal(("Changed", "管理员"), (line.Action, line.By));
        Assert.Contains("街道来文", line.Before, StringComparison.Ordinal);
        Assert.Contains("热线转办单", line.After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ", Rule.Required)]
    [InlineData(null, Rule.Required)]
    [InlineData("long", Rule.TooLong)]
    public async Task AName_HasItsRules(string? name, Rule rule)
    {
        await SayAsync();
        var profile = (await Profiles.ListAsync(ImportRig.Worker, null, 1, Stop)).Profiles[0];
        await Profiles.RenameAsync(ImportRig.Worker, profile.Id, profile.Version, new string('名', TextLimits.Title), Stop);
        var said = name == "long" ? new string('名', TextLimits.Title + 1) : name;
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            Profiles.RenameAsync(ImportRig.Worker, profile.Id, profile.Version + 1, said, Stop));
        Assert.Equal(rule, Assert.Single(refusal.Violations).Rule);
    }

    [Fact]
    public async Task AForgottenProfile_IsAskedAboutAgain_AndAFileThatWaitsGoesOn()
    {
        await SayAsync();
        var waiting = await rig.CheckAsync(ImportRig.Csv(Strange), "三月.csv");
        var profile = (await Profiles.ListAsync(ImportRig.Worker, null, 1, Stop)).Profiles[0];
        await Profiles.DeleteAsync(ImportRig.Worker, profile.Id, profile.Version, Stop);
        Assert.Equal(0, (await Profiles.ListAsync(ImportRig.Worker, null, 1, Stop)).Total);
        Assert.Equal(ImportState.Done, (await rig.CommitAsync(waiting)).State);
        Assert.Equal(ImportState.Mapping, (await rig.CheckAsync(ImportRig.Csv(Strange), "四月.csv")).Run.State);
        await using var db = rig.Store.Open();
        Assert.Equal(1, await db.AuditEntries.CountAsync(line => line.Kind == "import-profile" && line.Action == "Deleted", Stop));
    }

    [Fact]
    public async Task WhoeverDoesNotTakeTheKindIn_SeesAndChangesNothing()
    {
        await SayAsync();
        var profile = (await Profiles.ListAsync(ImportRig.Worker, null, 1, Stop)).Profiles[0];
        // A leader takes in published figures, the panel its scores, a reader nothing.
        foreach (var caller in new[] { Role.Leader, Role.Panel, Role.Reader }.Select(role => new CurrentUser("x", role, null, 9)))
        {
            Assert.Equal(0, (await Profiles.ListAsync(caller, null, 1, Stop)).Total);
            await Assert.ThrowsAsync<RecordNotFoundException>(() => Profiles.RenameAsync(caller, profile.Id, profile.Version, "x", Stop));
            await Assert.ThrowsAsync<RecordNotFoundException>(() => Profiles.DeleteAsync(caller, profile.Id, profile.Version, Stop));
        }

        // Somebody has renamed it meanwhile: neither another name nor forgetting it is what was meant.
        await Profiles.RenameAsync(ImportRig.Worker, profile.Id, profile.Version, "热线", Stop);
        await Assert.ThrowsAsync<EditedMeanwhileException>(() =>
            Profiles.RenameAsync(ImportRig.Worker, profile.Id, profile.Version, "y", Stop));
        await Assert.ThrowsAsync<EditedMeanwhileException>(() => Profiles.DeleteAsync(ImportRig.Worker, profile.Id, profile.Version, Stop));
    }

    /// <summary>Says what the columns and one value of a sheet are.</summary>
    private async Task SayAsync()
    {
        var view = await rig.CheckAsync(ImportRig.Csv(Strange), "街道来文.csv");
        view = await rig.ChooseAsync(view, view.Findings!.Choices with
        {
            Mapping = ImportMapping.None.WithValue("category", "脏乱差", TestStore.Category) with
            {
                Columns = new Dictionary<string, string>
                {
                    ["事由概括"] = "title",
                    ["类别"] = "category",
                    ["来文日"] = "received-on",
                    ["经办备忘"] = "",
                },
                IsConfirmed = true,
            },
        });
        Assert.Equal((ImportState.Checked, 0), (view.Run.State, view.Run.Refused));
    }
}
