using Concentric.Data;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Kinds;

/// <summary>
/// Fields that are kept in parts of a record: what is tried on a draft leaves the record alone, and what stays is the same row.
/// </summary>
public sealed class FieldPartsTests
{
    private static readonly ActorStamp By = new("王芳", DateTime.UnixEpoch, TestStore.Today);

    [Fact]
    public void ARefusal_LeavesTheListsAsTheyWere()
    {
        var meeting = Met();
        var said = new FieldValues<Meeting>().With("attended", new[] { 3L }).With("met-with", null)
            .With("held-on", TestStore.Today.AddDays(1));
        Assert.Throws<RefusedException>(() => MeetingRecords.Kind.Correct(meeting, said, By, new()));
        Assert.Equal([1L, 2], meeting.CoBuilders.Select(unit => unit.CoBuilderId));
        Assert.Equal([TestStore.Xinsheng, TestStore.Xinshun], meeting.Communities.Select(joined => joined.CommunityId));
        Assert.True(meeting.IsJoint);
    }

    [Fact]
    public void WhatStays_IsTheSameRow_AndWhatIsNotSpokenOf_Stays()
    {
        var meeting = Met();
        var (first, second) = (meeting.CoBuilders[0], meeting.CoBuilders[1]);
        var said = new FieldValues<Meeting>().With("attended", new[] { 3L, 1 }).With("excused", null).With("absent", new[] { 2L });
        Assert.True(MeetingRecords.Kind.Correct(meeting, said, By, new()));
        Assert.Contains(first, meeting.CoBuilders);
        Assert.Same(second, meeting.CoBuilders.Single(unit => unit.CoBuilderId == 2));
        Assert.Equal((Presence.Absent, 3), (second.Presence, meeting.CoBuilders.Count));
        Assert.Equal(2, meeting.Communities.Count);
        Assert.False(MeetingRecords.Kind.Correct(meeting, said.With("attended", new[] { 1L, 3 }), By, new()));
    }

    [Fact]
    public void TheCommunityThatKeepsARecord_IsAlwaysAmongThoseThatHaveItTogether()
    {
        var meeting = Met();
        MeetingRecords.Kind.Correct(meeting, new FieldValues<Meeting>().With("met-with", new[] { TestStore.Binhe }), By, new());
        Assert.Equal([TestStore.Binhe, TestStore.Xinsheng], meeting.Communities.Select(joined => joined.CommunityId).OrderDescending());
        MeetingRecords.Kind.Correct(meeting, new FieldValues<Meeting>().With("met-with", new[] { TestStore.Xinsheng }), By, new());
        Assert.Empty(meeting.Communities);
        Assert.False(meeting.IsJoint);
    }

    [Fact]
    public void AFieldOfOthers_TakesNoTexts() =>
        Assert.Throws<ArgumentException>(() => new FieldValues<Meeting>().With("attended", new[] { "派出所" }));

    private static Meeting Met()
    {
        var said = Make.TalkValues().With("met-with", new[] { TestStore.Xinshun, TestStore.Xinsheng }).With("attended", new[] { 1L })
            .With("excused", new[] { 2L });
        var meeting = MeetingRecords.Kind.Make(said, By, new());
        meeting.Communities.Sort((one, other) => one.CommunityId.CompareTo(other.CommunityId));
        return meeting;
    }
}
