using Bunit;
using Concentric.Calendar;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Shared;
using Concentric.Errands;
using Concentric.Kinds;
using Concentric.Programmes;
using Concentric.Rules;
using Concentric.Tests.Components.Shared;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concentric.Tests.Components.Records;

/// <summary>The small parts that record pages are made of.</summary>
public sealed class RecordPartsTests : ComponentTest
{
    private const string Focus = "Blazor._internal.domWrapper.focus";

    public RecordPartsTests()
    {
        var time = new FakeTimeProvider(TestStore.Start);
        Services.AddSingleton<TimeProvider>(time).AddSingleton(new OfficeClock(time, TestStore.Zone));
    }

    [Fact]
    public void AFact_IsNamedAsItsField_AndNothingIsADash()
    {
        var facts = Render<Facts>(shown => shown.AddChildContent<Fact>(fact => fact.Add(one => one.Name, "Place"))
            .AddChildContent<Fact>(fact => fact.Add(one => one.Name, "HeldOn").Add(one => one.Value, TestStore.Today))
            .AddChildContent<Fact>(fact => fact.Add(one => one.Name, "Attendance").Add(one => one.Value, 1200)
            .Add(one => one.Label, "Came"))
            .AddChildContent<Fact>(fact => fact.Add(one => one.Name, "Note").Add(one => one.IsWide, true).AddChildContent("As told")));
        Assert.Equal(["Place: —", "Held on: 2026-03-18", "Came: 1,200", "Note: As told"],
            facts.FindAll("dl.facts > .fact").Select(fact => $"{fact.Children[0].TextContent}: {fact.Children[1].TextContent.Trim()}"));
        Assert.Equal(["Note"], facts.FindAll(".fact.wide").Select(fact => fact.GetAttribute("data-fact")));
    }

    [Fact]
    public async Task APersonalValue_IsMasked_AndShownOnRequestToThoseWhoMay()
    {
        var asked = 0;
        var masked = Render<Personal>(shown => shown.Add(one => one.Name, "PetitionerPhone").Add(one => one.Value, "13812345678"));
        Assert.Equal("138****5678", masked.Find("[data-masked]").TextContent);
        Assert.Empty(masked.FindAll("button"));

        var offered = Render<Personal>(shown => shown.Add(one => one.Name, "PetitionerPhone").Add(one => one.Value, "13812345678")
            .AddCascadingValue(Of(reveal: () =>
            {
                asked++;
                return Task.CompletedTask;
            })));
        Assert.DoesNotContain("12345678", offered.Markup);
        await offered.Find("button").ClickAsync(new());
        Assert.Equal(1, asked);

        var clear = Render<Personal>(shown => shown.Add(one => one.Name, "PetitionerPhone").Add(one => one.Value, "13812345678")
            .AddCascadingValue(Of(revealed: new() { ["PetitionerPhone"] = "13812345678" })));
        Assert.Equal("13812345678", clear.Find("[data-revealed]").TextContent);
        Assert.Empty(clear.FindAll("button"));
        Assert.Equal("—", Render<Personal>(shown => shown.Add(one => one.Name, "Phone").Add(one => one.Value, null)
            .AddCascadingValue(Of(reveal: () => Task.CompletedTask))).Markup.Trim());
    }

    [Fact]
    public void SeveralPersonalValues_AreMaskedEach_AndThoseThatAreNotThere_AreNotOffered()
    {
        var lines = Render<PersonalLines>(shown => shown.Add(one => one.Name, "households").Add(one => one.Values, ["7-2-302", "8-1-101"])
            .AddCascadingValue(Of(reveal: () => Task.CompletedTask)));
        Assert.Equal(["7-2-***", "8-1-***"], lines.FindAll("[data-masked] li").Select(line => line.TextContent));
        Assert.Single(lines.FindAll("button"));
        var clear = Render<PersonalLines>(shown => shown.Add(one => one.Name, "households").Add(one => one.Values, ["7-2-302"])
            .AddCascadingValue(Of(revealed: new() { ["households"] = "7-2-302\n8-1-101" })));
        Assert.Equal(["7-2-302", "8-1-101"], clear.FindAll("[data-revealed] li").Select(line => line.TextContent));
        Assert.Empty(Render<PersonalLines>(shown => shown.Add(one => one.Name, "households").Add(one => one.Values, [])
            .AddCascadingValue(Of(reveal: () => Task.CompletedTask))).FindAll("button"));
    }

    [Fact]
    public void EachProblem_LeadsToItsField_AndOneWithoutAField_IsSaid()
    {
        var state = new FormState("form");
        state.Show("Title");
        var problems = Render<Problems>(shown => shown.Add(one => one.State, state));
        Assert.Empty(problems.FindAll("[role=alert]"));
        state.Refuse([new("Title", null, Rule.Required, []), new("Note", "x", Rule.Required, [])]);
        problems.WaitForAssertion(() => Assert.Equal(["Title: Please fill it in.", "Note “x”: Please fill it in."],
            problems.FindAll(".problems li").Select(line => line.TextContent)));
        Assert.Equal("form-Title", Assert.Single(problems.FindAll("[data-focus]")).GetAttribute("data-focus"));
        // Its place is kept until the form is sent, so that nothing moves under the pointer.
        state.Mend("Title");
        state.Mend("Note");
        problems.WaitForAssertion(() => Assert.Equal("true", problems.Find(".problems").GetAttribute("aria-hidden")));
        state.Clear();
        problems.WaitForAssertion(() => Assert.Empty(problems.FindAll(".problems")));
    }

    [Fact]
    public void WhoeverSendsInVain_IsLedToWhatIsWrong_EachTimeOnce_AndItIsReadOutByTheFocusAlone()
    {
        var state = new FormState("form");
        var problems = Render<Problems>(shown => shown.Add(one => one.State, state));
        // Typed, not sent: it is read out where it stands, and the focus stays with whoever types.
        state.SetUnreadable("Day", "soon", Rule.NotADay);
        problems.WaitForAssertion(() => Assert.Single(problems.FindAll(".problems[role=alert]")));
        JSInterop.VerifyNotInvoke(Focus);
        Assert.True(state.HoldsBack());
        problems.WaitForAssertion(() => JSInterop.VerifyFocusAsyncInvoke());
        Assert.Single(problems.FindAll(".problems[role=group][tabindex='-1']"));
        Assert.Empty(problems.FindAll("[role=alert]"));
        Assert.Equal("Not saved. Please mend the following:", problems.Find($"#{problems.Find(".problems").GetAttribute("aria-labelledby")}").TextContent);
        state.SetUnreadable("Day", null, Rule.NotADay);
        Assert.False(state.HoldsBack());
        state.Clear();
        // Twice the same refusal: twice the focus. What is mended in between moves nothing.
        for (var times = 2; times <= 3; times++)
        {
            state.Refuse([new("Title", null, Rule.Required, []), new("Note", "x", Rule.Required, [])]);
            problems.WaitForAssertion(() => JSInterop.VerifyInvoke(Focus, times));
            state.Mend("Title");
            problems.WaitForAssertion(() => Assert.Single(problems.FindAll(".problems li")));
            JSInterop.VerifyInvoke(Focus, times);
        }

        state.RefuseAs([("Title", "The title is taken.")]);
        problems.WaitForAssertion(() => JSInterop.VerifyInvoke(Focus, 4));
        state.RefuseAs([]);
        problems.WaitForAssertion(() => Assert.Empty(problems.FindAll(".problems")));
        JSInterop.VerifyInvoke(Focus, 4);
    }

    [Fact]
    public void RelatedRecords_AreATable_OrASentence()
    {
        var full = Render<Related>(shown => shown.Add(one => one.Key, "claims").Add(one => one.Title, "Claims")
            .Add(one => one.Note, "2 open")
            .Add(one => one.Empty, "No claim yet").Add(one => one.AllHref, "/claims")
            .AddChildContent("<tbody><tr><td>1</td></tr></tbody>"));
        Assert.Equal("Claims", full.Find("[data-related=claims] h2").TextContent);
        Assert.Equal("Claims", full.Find("[role=region]").GetAttribute("aria-label"));
        Assert.Equal("/claims", full.Find("p a").GetAttribute("href"));
        Assert.DoesNotContain("No claim yet", full.Markup);
        Assert.Equal("table cards", full.Find("table").ClassName);
        var empty = Render<Related>(shown => shown.Add(one => one.Key, "claims").Add(one => one.Title, "Claims")
            .Add(one => one.IsEmpty, true)
            .Add(one => one.Empty, "No claim yet").Add(one => one.AllHref, "/claims").Add(one => one.Below, "<button>Claim</button>"));
        Assert.Equal("No claim yet", empty.Find("p").TextContent);
        Assert.Empty(empty.FindAll("table, a"));
        Assert.Equal("Claim", empty.Find("button").TextContent);
    }

    [Fact]
    public void Timeline_HasTheLastFirst_AndSaysWhatWasEnteredAfterwards()
    {
        TimelineEntry[] entries =
        [
            new(new(2026, 3, 16), new DateTime(2026, 3, 16, 2, 0, 0, DateTimeKind.Utc), "王芳", "Received"),
            // 22:00 of the 17th in the office.
            new(new(2026, 3, 17), new DateTime(2026, 3, 17, 14, 0, 0, DateTimeKind.Utc), "王芳", "Negotiated", "All came"),
            new(new(2026, 3, 17), new DateTime(2026, 3, 17, 17, 0, 0, DateTimeKind.Utc), "李强", "Handled", Detail: "2026-03-20",
                Tone: Tone.Good),
        ];
        var timeline = Render<Timeline>(shown => shown.Add(one => one.Entries, entries));
        var items = timeline.FindAll("[role=listitem]");
        Assert.Equal(["Handled", "Negotiated", "Received"], items.Select(item => item.QuerySelector("b")!.TextContent));
        // One in the morning of the 18th, of what was done on the 17th.
        Assert.Equal([true, false, false], items.Select(item => item.TextContent.Contains("entered afterwards", StringComparison.Ordinal)));
        Assert.Contains("李强 · 2026-03-18 01:00", items[0].TextContent);
        Assert.Equal("All came", items[1].QuerySelector(".timeline-note")!.TextContent);
        Assert.Equal("2026-03-17 Handled 2026-03-20", items[0].QuerySelector(".timeline-head")!.TextContent.Trim());
        Assert.Contains("good", items[0].ClassList);
    }

    [Fact]
    public void Stages_AreToldByASignAndTheirNote_NotByColourAlone()
    {
        StageMark[] stages =
        [
            new("a", "Collected", "2026-03-01", StageStanding.Reached, false), new("b", "Negotiated", "left out", StageStanding.Skipped,
                false),
            new("c", "Handled", "next", StageStanding.Next, true), new("d", "Fed back", null, StageStanding.Ahead, false),
            new("e", "Stopped", null, StageStanding.Stopped, false),
        ];
        var row = Render<StageTimeline>(shown => shown.Add(one => one.Label, "Stages").Add(one => one.Stages, stages));
        Assert.Equal(["✓", "↷", "●", "", "‖"], row.FindAll("[data-stage] [aria-hidden]").Select(sign => sign.TextContent));
        Assert.Equal(["c"], row.FindAll("[aria-current=step]").Select(stage => stage.GetAttribute("data-stage")));
        Assert.Equal("left out", row.Find("[data-stage=b] .loop-note").TextContent);
        Assert.NotNull(row.Find("[role=list][aria-label=Stages]"));
    }

    [Fact]
    public void DueDaysThatWouldMove_AreCounted_AndTheFirstAreNamed()
    {
        DueDayMove first = new("petition", 7, "2026-0007", "Lamp", 1, new(2026, 3, 20), new(2026, 3, 23));
        var some = Render<DueDayList>(shown => shown.Add(one => one.Moves, new(31, [first])).AddChildContent("<em>Move them?</em>"));
        Assert.Contains("would move: 31.", some.Find("[data-due-days='31'] b").TextContent);
        Assert.Equal("Records that would move (the first 1)", some.Find("caption").TextContent);
        Assert.Equal("/petitions/7", some.Find("td a").GetAttribute("href"));
        Assert.Equal(["2026-03-20", "2026-03-23"], some.FindAll("time").Select(day => day.TextContent));
        // What is asked stands above the list, which can be long.
        Assert.True(some.Markup.IndexOf("Move them?", StringComparison.Ordinal) < some.Markup.IndexOf("<table", StringComparison.Ordinal));
        Assert.Equal("Records that would move", Render<DueDayList>(shown => shown.Add(one => one.Moves, new(1, [first])))
            .Find("caption").TextContent);
        // Those that the reader may not see are counted and not named.
        Assert.Empty(Render<DueDayList>(shown => shown.Add(one => one.Moves, new(3, []))).FindAll("table"));
    }

    [Fact]
    public void Exports_AreLinksToFiles_AndAViewOfSeveralTables_HasNoCsv()
    {
        var list = Render<ExportLinks>(shown => shown.Add(one => one.HrefOf, format => $"/list.{format}"));
        Assert.Equal("Export this list", list.Find("summary").TextContent);
        Assert.Equal(["/list.xlsx", "/list.csv"], list.FindAll("a[download]").Select(link => link.GetAttribute("href")));
        var view = Render<ExportLinks>(shown => shown.Add(one => one.HrefOf, format => $"/view.{format}").Add(one => one.HasCsv, false)
            .Add(one => one.IsView, true));
        Assert.Equal("Export", view.Find("summary").TextContent);
        Assert.Equal(["/view.xlsx"], view.FindAll("a[download]").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Files_AreSentByAFormOfTheirOwn_WithWhatTheScriptHasToSay()
    {
        var arrived = 0;
        var drop = Render<FileDrop>(shown => shown.Add(one => one.Id, "unsaved"));
        var form = Render<UploadForm>(shown => shown.Add(one => one.Id, "unsaved").Add(one => one.Action, "/upload")
            .Add(one => one.OnArrived, () => arrived++));
        var chosen = drop.Find("input[type=file]");
        Assert.Equal(form.Find("form").Id, chosen.GetAttribute("form"));
        Assert.True(chosen.HasAttribute("multiple"));
        Assert.Equal(drop.Find("[aria-live=polite]").Id, form.Find("form").GetAttribute("data-list"));
        Assert.Equal($"{InputLimits.AttachmentBytes}", form.Find("form").GetAttribute("data-most"));
        Assert.Contains("{0}", form.Find("form").GetAttribute("data-too-big"));
        Assert.Contains($"{InputLimits.AttachmentBytes / InputLimits.Megabyte} MB", drop.Find(".photo-rules").TextContent);
        form.Find("[data-arrived]").Change("1");
        Assert.Equal(1, arrived);
        Assert.Empty(Render<UploadForm>(shown => shown.Add(one => one.Id, "attachments").Add(one => one.Action, "/upload"))
            .FindAll("[data-arrived]"));
    }

    [Fact]
    public void ARestoredDraft_IsHiddenUntilTheScriptShowsIt_AndCanBeDiscarded()
    {
        var note = Render<DraftNote>();
        Assert.True(note.Find(".draft-note").HasAttribute("hidden"));
        Assert.Equal("Discard the draft", note.Find("button[type=button][data-draft-discard]").TextContent);
    }

    [Fact]
    public void AField_IsShownByItsDeclaration_WithItsUnit_AndItsLinks()
    {
        var errand = new Errand
        {
            CommunityId = TestStore.Xinsheng,
            ServedOn = TestStore.Today,
            Kind = "pension",
            Persons = 1_200,
            Beneficiary = "王小明",
            ProgrammeId = 3,
            Programme = new() { Key = "errands", Name = "代办服务", NameEn = "Errands", Kind = ProgrammeKind.Strand },
        };
        Assert.Equal("2026-03-18", Shown("served-on").TextContent.Trim());
        Assert.Equal("1,200 person-times", Shown("persons").TextContent.Trim());
        Assert.Equal("王**", Shown("beneficiary").TextContent.Trim());
        Assert.Equal("Errands", Shown("programme").TextContent.Trim());
        Assert.Equal("—", Shown("note").TextContent.Trim());

        AngleSharp.Dom.IElement Shown(string key) => Render<FieldFact<Errand>>(with => with
            .Add(one => one.Field, AllKinds.Of<Errand>()[key]).Add(one => one.Record, errand)).Find($"[data-fact={key}] dd");
    }

    private static RecordContext Of(Func<Task>? reveal = null, Dictionary<string, string?>? revealed = null) =>
        new("petition", 1, 1, () => Task.CompletedTask, "2026-0001", () => null, reveal, revealed);
}
