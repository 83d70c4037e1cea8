using Bunit;
using Concentric.Dashboard.Components.Records.Fields;
using Concentric.Dashboard.Features.Meetings;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Rules;
using Concentric.Tests.Components.Fields;

namespace Concentric.Tests.Components.Records;

/// <summary>Of each unit that was invited: it came, excused itself, stayed away, or was not invited.</summary>
public sealed class PresenceFieldTests : FieldTest
{
    private static readonly Choice<object>[] Units = [new(7L, "Police"), new(8L, "Clinic")];

    private readonly FieldValues<Meeting> values = new();

    [Fact]
    public void EachUnit_IsInOnePlaceOnly_AndMayBeLeftOutAgain()
    {
        var field = Presence();
        field.Find("[name='presence.7']").Change("attended");
        field.Find("[name='presence.8']").Change("attended");
        Assert.Equal([7, 8], Ids("attended"));
        field.Find("[name='presence.7']").Change("excused");
        Assert.Equal([8], Ids("attended"));
        Assert.Equal([7], Ids("excused"));
        field.Find("[name='presence.7']").Change("none");
        Assert.Empty(Ids("excused"));
        Assert.Equal(["none", "attended"], Presence().FindAll("[data-choice]").Select(one => one.GetAttribute("value")));
    }

    [Fact]
    public void OneOfVeryMany_IsFound_AndCameAsARule()
    {
        var field = Presence(Choices.Source(Units), shown: []);
        Assert.Empty(field.FindAll(".presence-row"));
        field.Find("[data-choice][name=presence]").Change("8");
        Assert.Equal([8], Ids("attended"));
        Assert.Equal("Clinic", field.Find(".presence-row legend").TextContent.Split('*')[0].Trim());
        // Found a second time it stays what it is.
        field.Find("[name='presence.8']").Change("absent");
        field.Find("[data-choice][name=presence]").Change("8");
        Assert.Equal([8], Ids("absent"));
        Assert.Empty(Ids("attended"));
    }

    [Fact]
    public void WhatIsWrongWithAnyOfThem_StandsBelow()
    {
        var field = Presence();
        Form.Refuse([new("excused", null, Rule.Required, [])]);
        Assert.Single(ErrorsOf(field));
        Assert.Contains("excused", field.Find("fieldset").GetAttribute("data-field")!.Split(' '));
    }

    private List<long> Ids(string key) => (values[MeetingRecords.Kind[key]] as FieldList)?.Ids.ToList() ?? [];

    private IRenderedComponent<PresenceField> Presence(ChoiceSource<object>? source = null, IReadOnlyList<Choice<object>>? shown = null) =>
        Show<PresenceField>(with => with.Add(one => one.Units, shown ?? Units).Add(one => one.Source, source)
            .Add(one => one.Values, values));
}
