using Microsoft.EntityFrameworkCore.Migrations;

namespace Concentric.Migrations;

/// <summary>
/// Fills the rounds of petitions and hazards that a store held before rounds were kept: from their columns, and for those that had
/// been taken up again, from their steps. Set by set, so that a million petitions take seconds. Both stores understand brackets and
/// window functions; where they differ, <paramref name="dayNumber"/> and <paramref name="dayAfter"/> speak for them.
/// </summary>
/// <param name="dayNumber">Days since 1 January of the year 1, a Monday, of the column {0}.</param>
/// <param name="dayAfter">The day after the column {0}.</param>
public sealed class RoundsFill(string dayNumber, string dayAfter)
{
    public static RoundsFill Sqlite { get; } = new("CAST(julianday({0}) - 1721425.5 AS INTEGER)", "date({0}, '+1 day')");

    public static RoundsFill SqlServer { get; } = new("DATEDIFF(day, '0001-01-01', {0})", "DATEADD(day, 1, {0})");

    /// <summary>Each round of records that were taken up again: the last step of its kind tells the day, corrections included.</summary>
    private const string PetitionSteps =
        """
        WITH [Told] AS (
            SELECT [Id] AS [PetitionId], 0 AS [Id], 'Collected' AS [Kind], [ReceivedOn] AS [HappenedOn], NULL AS [DueOn], NULL AS [Concerns] FROM [Petitions] WHERE [ReopenedCount] > 0
            UNION ALL
            SELECT s.[PetitionId], s.[Id], s.[Kind], s.[HappenedOn], s.[DueOn], s.[Concerns] FROM [PetitionSteps] s INNER JOIN [Petitions] p ON p.[Id] = s.[PetitionId] WHERE p.[ReopenedCount] > 0
        ), [Numbered] AS (
            SELECT t.*, 1 + SUM(CASE WHEN t.[Kind] = 'Reopened' THEN 1 ELSE 0 END) OVER (PARTITION BY t.[PetitionId] ORDER BY t.[Id] ROWS UNBOUNDED PRECEDING) AS [Number] FROM [Told] t
        ), [Grouped] AS (
            SELECT [PetitionId], [Number],
                MAX(CASE WHEN [Kind] = 'Reopened' THEN [HappenedOn] END) AS [BegunOn],
                MAX(CASE WHEN [DueOn] IS NOT NULL THEN [Id] END) AS [DueId],
                MAX(CASE WHEN [Kind] = 'Closed' OR ([Kind] = 'Corrected' AND [Concerns] = 'Closed') THEN [Id] END) AS [ClosedId],
                MAX(CASE WHEN [Kind] = 'CalledBack' OR ([Kind] = 'Corrected' AND [Concerns] = 'CalledBack') THEN [Id] END) AS [CalledId]
            FROM [Numbered] GROUP BY [PetitionId], [Number]
        ), [Rounds] AS (
            SELECT g.*, LEAD(g.[BegunOn]) OVER (PARTITION BY g.[PetitionId] ORDER BY g.[Number]) AS [ReopenedOn] FROM [Grouped] g
        )
        """;

    private const string PetitionColumns =
        "[PetitionId], [Number], [CommunityId], [IsJoint], [ArchivedAt], [ReceivedOn], [DueOn], [ClosedOn], [Outcome], [WorkingDaysToClose], [CallBackOn], [CallBackValid], [CallBackResponded], [CallBackResolved], [Satisfaction]";

    private const string HazardColumns = "[HazardId], [Number], [CommunityId], [Severity], [IsFireLane], [ArchivedAt], [FoundOn], [DueOn], [OverdueFrom], [RectifiedOn], [VerifiedOn]";

    /// <summary>The statements in their order; the tables are there, and may have their indexes already.</summary>
    public IEnumerable<string> Statements =>
    [
        $"""
        INSERT INTO [PetitionRounds] ({PetitionColumns})
        SELECT [Id], 1, [CommunityId], [IsJoint], [ArchivedAt], [ReceivedOn], [DueOn], [ClosedOn], [Outcome], [WorkingDaysToClose], [CallBackOn], [CallBackValid], [CallBackResponded], [CallBackResolved], [Satisfaction]
        FROM [Petitions] WHERE [ReopenedCount] = 0;
        """,
        $"""
        {PetitionSteps}
        INSERT INTO [PetitionRounds] ({PetitionColumns}, [ReopenedOn])
        SELECT r.[PetitionId], r.[Number], p.[CommunityId], p.[IsJoint], p.[ArchivedAt],
            COALESCE(r.[BegunOn], p.[ReceivedOn]),
            CASE WHEN r.[ReopenedOn] IS NULL THEN p.[DueOn] ELSE COALESCE(due.[DueOn], p.[DueOn]) END,
            CASE WHEN r.[ReopenedOn] IS NULL THEN p.[ClosedOn] ELSE COALESCE(closed.[HappenedOn], CASE WHEN r.[Number] = 1 THEN p.[FirstClosedOn] END, r.[ReopenedOn]) END,
            CASE WHEN r.[ReopenedOn] IS NULL THEN p.[Outcome] ELSE closed.[Outcome] END,
            CASE WHEN r.[ReopenedOn] IS NULL THEN p.[WorkingDaysToClose] END,
            CASE WHEN r.[ReopenedOn] IS NULL THEN p.[CallBackOn] ELSE called.[HappenedOn] END,
            CASE WHEN r.[ReopenedOn] IS NULL THEN p.[CallBackValid] WHEN called.[Satisfaction] IS NOT NULL THEN 1 ELSE 0 END,
            CASE WHEN r.[ReopenedOn] IS NULL THEN p.[CallBackResponded] ELSE COALESCE(called.[Responded], 0) END,
            CASE WHEN r.[ReopenedOn] IS NULL THEN p.[CallBackResolved] ELSE COALESCE(called.[Resolved], 0) END,
            CASE WHEN r.[ReopenedOn] IS NULL THEN p.[Satisfaction] ELSE called.[Satisfaction] END,
            r.[ReopenedOn]
        FROM [Rounds] r INNER JOIN [Petitions] p ON p.[Id] = r.[PetitionId]
            LEFT JOIN [PetitionSteps] due ON due.[Id] = r.[DueId] LEFT JOIN [PetitionSteps] closed ON closed.[Id] = r.[ClosedId] LEFT JOIN [PetitionSteps] called ON called.[Id] = r.[CalledId];
        """,
        // Working days by the calendar, of each round by itself; those of the present round stand in its petition as well.
        $"""
        UPDATE [PetitionRounds] SET [WorkingDaysToClose] = {Weekdays("[ClosedOn]")} - ({Weekdays("[ReceivedOn]")}) + COALESCE((
            SELECT SUM(CASE WHEN c.[IsWorking] = 1 THEN 1 ELSE -1 END) FROM [CalendarDays] c
            WHERE c.[Day] > [PetitionRounds].[ReceivedOn] AND c.[Day] <= [PetitionRounds].[ClosedOn]
                AND ((c.[IsWorking] = 1 AND ({Number("c.[Day]")} + 1) % 7 IN (0, 6)) OR (c.[IsWorking] = 0 AND ({Number("c.[Day]")} + 1) % 7 NOT IN (0, 6)))), 0)
        WHERE [ClosedOn] IS NOT NULL AND ([Number] > 1 OR [ReopenedOn] IS NOT NULL);
        """,
        """
        UPDATE [Petitions] SET [WorkingDaysToClose] = (SELECT r.[WorkingDaysToClose] FROM [PetitionRounds] r WHERE r.[PetitionId] = [Petitions].[Id] AND r.[ReopenedOn] IS NULL)
        WHERE [ReopenedCount] > 0;
        """,
        """
        UPDATE [PetitionRounds] SET
            [PreviousClosedOn] = (SELECT MAX(b.[ClosedOn]) FROM [PetitionRounds] b WHERE b.[PetitionId] = [PetitionRounds].[PetitionId] AND b.[Number] < [PetitionRounds].[Number]),
            [PreviousResolvedOn] = (SELECT MAX(b.[ClosedOn]) FROM [PetitionRounds] b WHERE b.[PetitionId] = [PetitionRounds].[PetitionId] AND b.[Number] < [PetitionRounds].[Number] AND b.[Outcome] = 'Resolved'),
            [PreviousConfirmedOn] = (SELECT MAX(b.[CallBackOn]) FROM [PetitionRounds] b WHERE b.[PetitionId] = [PetitionRounds].[PetitionId] AND b.[Number] < [PetitionRounds].[Number] AND b.[CallBackValid] = 1 AND b.[CallBackResolved] = 1)
        WHERE [Number] > 1;
        """,
        $"""
        INSERT INTO [HazardRounds] ({HazardColumns})
        SELECT [Id], 1, [CommunityId], [Severity], [IsFireLane], [ArchivedAt], [FoundOn], [DueOn], CASE WHEN [DueOn] < [FoundOn] THEN [FoundOn] ELSE {After("[DueOn]")} END, [RectifiedOn], [VerifiedOn]
        FROM [Hazards] WHERE [Id] NOT IN (SELECT [HazardId] FROM [HazardSteps] WHERE [Kind] = 'Returned');
        """,
        // A return leaves the due date as it was, so the last one that was told holds for the rounds that follow.
        $"""
        WITH [Returned] AS (
            SELECT DISTINCT [HazardId] FROM [HazardSteps] WHERE [Kind] = 'Returned'
        ), [Told] AS (
            SELECT h.[Id] AS [HazardId], 0 AS [Id], 'Found' AS [Kind], h.[FoundOn] AS [HappenedOn], NULL AS [DueOn], NULL AS [Concerns] FROM [Hazards] h INNER JOIN [Returned] b ON b.[HazardId] = h.[Id]
            UNION ALL
            SELECT s.[HazardId], s.[Id], s.[Kind], s.[HappenedOn], s.[DueOn], s.[Concerns] FROM [HazardSteps] s INNER JOIN [Returned] b ON b.[HazardId] = s.[HazardId]
        ), [Numbered] AS (
            SELECT t.*, 1 + SUM(CASE WHEN t.[Kind] = 'Returned' THEN 1 ELSE 0 END) OVER (PARTITION BY t.[HazardId] ORDER BY t.[Id] ROWS UNBOUNDED PRECEDING) AS [Number] FROM [Told] t
        ), [Grouped] AS (
            SELECT [HazardId], [Number],
                MAX(CASE WHEN [Kind] = 'Returned' THEN [HappenedOn] END) AS [BegunOn],
                MAX(CASE WHEN [DueOn] IS NOT NULL THEN [Id] END) AS [DueId],
                MAX(CASE WHEN [Kind] = 'Rectified' OR ([Kind] = 'Corrected' AND [Concerns] = 'Rectified') THEN [Id] END) AS [RectifiedId]
            FROM [Numbered] GROUP BY [HazardId], [Number]
        ), [Rounds] AS (
            SELECT g.[HazardId], g.[Number], g.[BegunOn], g.[RectifiedId],
                MAX(g.[DueId]) OVER (PARTITION BY g.[HazardId] ORDER BY g.[Number] ROWS UNBOUNDED PRECEDING) AS [DueId],
                LEAD(g.[BegunOn]) OVER (PARTITION BY g.[HazardId] ORDER BY g.[Number]) AS [ReopenedOn]
            FROM [Grouped] g
        ), [Days] AS (
            SELECT r.[HazardId], r.[Number], r.[ReopenedOn], COALESCE(r.[BegunOn], h.[FoundOn]) AS [FoundOn],
                CASE WHEN r.[ReopenedOn] IS NULL THEN h.[DueOn] ELSE COALESCE(due.[DueOn], h.[DueOn]) END AS [DueOn],
                CASE WHEN r.[ReopenedOn] IS NULL THEN h.[RectifiedOn] ELSE COALESCE(rectified.[HappenedOn], r.[ReopenedOn]) END AS [RectifiedOn]
            FROM [Rounds] r INNER JOIN [Hazards] h ON h.[Id] = r.[HazardId]
                LEFT JOIN [HazardSteps] due ON due.[Id] = r.[DueId] LEFT JOIN [HazardSteps] rectified ON rectified.[Id] = r.[RectifiedId]
        )
        INSERT INTO [HazardRounds] ({HazardColumns}, [ReopenedOn])
        SELECT h.[Id], d.[Number], h.[CommunityId], h.[Severity], h.[IsFireLane], h.[ArchivedAt], d.[FoundOn], d.[DueOn],
            CASE WHEN d.[DueOn] < d.[FoundOn] THEN d.[FoundOn] ELSE {After("d.[DueOn]")} END, d.[RectifiedOn], CASE WHEN d.[ReopenedOn] IS NULL THEN h.[VerifiedOn] END, d.[ReopenedOn]
        FROM [Days] d INNER JOIN [Hazards] h ON h.[Id] = d.[HazardId];
        """,
        """
        UPDATE [HazardRounds] SET
            [PreviousRectifiedOn] = (SELECT MAX(b.[RectifiedOn]) FROM [HazardRounds] b WHERE b.[HazardId] = [HazardRounds].[HazardId] AND b.[Number] < [HazardRounds].[Number])
        WHERE [Number] > 1;
        """,
    ];

    public static void Apply(MigrationBuilder migration, RoundsFill fill)
    {
        foreach (var statement in fill.Statements) migration.Sql(statement);
    }

    /// <summary>Mondays to Fridays from 1 January of the year 1 through a day.</summary>
    private string Weekdays(string day)
    {
        var number = $"({Number(day)} + 1)";
        return $"({number} / 7 * 5 + CASE WHEN {number} % 7 > 5 THEN 5 ELSE {number} % 7 END)";
    }

    private string Number(string day) => string.Format(System.Globalization.CultureInfo.InvariantCulture, dayNumber, day);

    private string After(string day) => string.Format(System.Globalization.CultureInfo.InvariantCulture, dayAfter, day);
}
