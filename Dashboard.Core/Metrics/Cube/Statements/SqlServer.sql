-- 36b75bf26493b3e9 CommunityId=0 Day=1 V0=2 V1=3 V2=4 V3=5 V4=6: Petition by x.ReceivedOn, sums 0
SELECT [p].[CommunityId], [p].[ReceivedOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CASE
    WHEN [p].[ClosedOn] IS NULL AND [p].[Stage] = N'Collected' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V1], COALESCE(SUM(CASE
    WHEN [p].[ClosedOn] IS NULL AND [p].[Stage] = N'Negotiated' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V2], COALESCE(SUM(CASE
    WHEN [p].[ClosedOn] IS NULL AND [p].[Stage] = N'Handled' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V3], COALESCE(SUM(CASE
    WHEN [p].[ClosedOn] IS NULL AND [p].[Stage] = N'FedBack' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V4]
FROM [Petitions] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit)
GROUP BY [p].[CommunityId], [p].[ReceivedOn]

-- 893366c3331963db CommunityId=0 RecordId=1 Day=2 V0=3 V1=4 V2=5 V3=6 V4=7: Petition by x.ReceivedOn, joint sums 0
SELECT [p].[CommunityId], [p].[RecordId], [p0].[ReceivedOn] AS [Day], CAST(1 AS bigint) AS [V0], CASE
    WHEN [p0].[ClosedOn] IS NULL AND [p0].[Stage] = N'Collected' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V1], CASE
    WHEN [p0].[ClosedOn] IS NULL AND [p0].[Stage] = N'Negotiated' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V2], CASE
    WHEN [p0].[ClosedOn] IS NULL AND [p0].[Stage] = N'Handled' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V3], CASE
    WHEN [p0].[ClosedOn] IS NULL AND [p0].[Stage] = N'FedBack' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V4]
FROM [PetitionCommunity] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[RecordId] = [p0].[Id]
WHERE [p0].[IsJoint] = CAST(1 AS bit) AND [p0].[ArchivedAt] IS NULL
ORDER BY [p].[RecordId]

-- 35cd508b4de60e09 CommunityId=0 Day=1 V0=2 V1=3 V2=4 V3=5 V4=6 V5=7 V6=2: PetitionRound by x.ClosedOn, sums 0
SELECT [p].[CommunityId], [p].[ClosedOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CASE
    WHEN [p].[Outcome] = N'Resolved' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V1], COALESCE(SUM(CASE
    WHEN [p].[ReopenedOn] IS NOT NULL AND [p].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V2], COALESCE(SUM(CASE
    WHEN [p].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V3], COALESCE(SUM(CASE
    WHEN [p].[ClosedOn] IS NULL OR [p].[ClosedOn] > [p].[DueOn] THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V4], COALESCE(SUM(CASE
    WHEN [p].[IsJoint] = CAST(1 AS bit) AND [p].[Outcome] = N'Resolved' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V5]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit) AND [p].[ClosedOn] IS NOT NULL
GROUP BY [p].[CommunityId], [p].[ClosedOn]

-- c0c9b92572cc0879 CommunityId=0 RecordId=1 Day=2 V0=3 V1=4 V2=5 V3=6 V4=7 V5=8 V6=3: PetitionRound by x.ClosedOn, joint sums 0
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[ClosedOn] AS [Day], CAST(1 AS bigint) AS [V0], CASE
    WHEN [p].[Outcome] = N'Resolved' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V1], CASE
    WHEN [p].[ReopenedOn] IS NOT NULL AND [p].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V2], CASE
    WHEN [p].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V3], CASE
    WHEN [p].[ClosedOn] IS NULL OR [p].[ClosedOn] > [p].[DueOn] THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V4], CASE
    WHEN [p].[IsJoint] = CAST(1 AS bit) AND [p].[Outcome] = N'Resolved' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V5]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL AND [p].[ClosedOn] IS NOT NULL
ORDER BY [p].[Id]

-- 451d3ad25c2ae94f CommunityId=0 Day=1 Number=2 V1=3: PetitionRound by x.ClosedOn, values 4
SELECT [p].[CommunityId], [p].[ClosedOn] AS [Day], [p].[WorkingDaysToClose] AS [Number], COUNT_BIG(*) AS [V1]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit) AND [p].[WorkingDaysToClose] IS NOT NULL AND [p].[ClosedOn] IS NOT NULL
GROUP BY [p].[CommunityId], [p].[ClosedOn], [p].[IsJoint], [p].[Number], [p].[WorkingDaysToClose]

-- cccaeb9e0998d1ab CommunityId=0 RecordId=1 Day=2 V0=3: PetitionRound by x.ClosedOn, joint values 4
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[ClosedOn] AS [Day], CAST([p].[WorkingDaysToClose] AS bigint) AS [V0]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL AND [p].[ClosedOn] IS NOT NULL AND [p].[WorkingDaysToClose] IS NOT NULL
ORDER BY [p].[Id]

-- 57b4919339a63a76 CommunityId=0 Day=1 Other=2: PetitionRound by x.ClosedOn, other days 0
SELECT [p].[CommunityId], [p].[ClosedOn] AS [Day], [p].[PreviousClosedOn] AS [Other]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit) AND [p].[PreviousClosedOn] IS NOT NULL AND [p].[ClosedOn] IS NOT NULL

-- 9f9128d346af0975 CommunityId=0 RecordId=1 Day=2 Other=3: PetitionRound by x.ClosedOn, joint other days 0
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[ClosedOn] AS [Day], [p].[PreviousClosedOn] AS [Other]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL AND [p].[ClosedOn] IS NOT NULL AND [p].[PreviousClosedOn] IS NOT NULL
ORDER BY [p].[Id]

-- b2e92350cdfd398d CommunityId=0 Day=1 Other=2: PetitionRound by x.ClosedOn, other days 1
SELECT [p].[CommunityId], [p].[ClosedOn] AS [Day], [p].[PreviousResolvedOn] AS [Other]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit) AND [p].[PreviousResolvedOn] IS NOT NULL AND [p].[Outcome] = N'Resolved' AND [p].[ClosedOn] IS NOT NULL

-- 3afacafb4e82c90a CommunityId=0 RecordId=1 Day=2 Other=3: PetitionRound by x.ClosedOn, joint other days 1
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[ClosedOn] AS [Day], [p].[PreviousResolvedOn] AS [Other]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL AND [p].[ClosedOn] IS NOT NULL AND [p].[PreviousResolvedOn] IS NOT NULL AND [p].[Outcome] = N'Resolved'
ORDER BY [p].[Id]

-- 16d709bc08840ad5 CommunityId=0 Day=1 Other=2: PetitionRound by x.ClosedOn, other days 2
SELECT [p].[CommunityId], [p].[ClosedOn] AS [Day], [p].[ReopenedOn] AS [Other]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit) AND [p].[ClosedOn] >= '0001-01-01' AND [p].[ReopenedOn] > [p].[ClosedOn] AND [p].[ReopenedOn] IS NOT NULL AND [p].[Number] = 1 AND [p].[ClosedOn] IS NOT NULL

-- 416c1f3cefeedc7a CommunityId=0 RecordId=1 Day=2 Other=3: PetitionRound by x.ClosedOn, joint other days 2
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[ClosedOn] AS [Day], [p].[ReopenedOn] AS [Other]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL AND [p].[ClosedOn] IS NOT NULL AND [p].[ReopenedOn] > [p].[ClosedOn] AND [p].[ReopenedOn] IS NOT NULL AND [p].[Number] = 1
ORDER BY [p].[Id]

-- 3378254e54d8c25e CommunityId=0 Day=1 Other=2: PetitionRound by x.ClosedOn, other days 6
SELECT [p].[CommunityId], [p].[ClosedOn] AS [Day], [p].[PreviousResolvedOn] AS [Other]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit) AND [p].[PreviousResolvedOn] IS NOT NULL AND [p].[IsJoint] = CAST(1 AS bit) AND [p].[Outcome] = N'Resolved' AND [p].[ClosedOn] IS NOT NULL

-- 9ec1cd03e1f569e3 CommunityId=0 RecordId=1 Day=2 Other=3: PetitionRound by x.ClosedOn, joint other days 6
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[ClosedOn] AS [Day], [p].[PreviousResolvedOn] AS [Other]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL AND [p].[ClosedOn] IS NOT NULL AND [p].[PreviousResolvedOn] IS NOT NULL AND [p].[IsJoint] = CAST(1 AS bit) AND [p].[Outcome] = N'Resolved'
ORDER BY [p].[Id]

-- 421123c2043d60b2 CommunityId=0 Day=1 V0=2 V1=3 V2=4 V3=5 V4=2 V5=6: PetitionRound by x.CallBackOn, sums 0
SELECT [p].[CommunityId], [p].[CallBackOn] AS [Day], COALESCE(SUM(CASE
    WHEN [p].[CallBackValid] = CAST(1 AS bit) AND [p].[CallBackResolved] = CAST(1 AS bit) THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CASE
    WHEN [p].[CallBackValid] = CAST(1 AS bit) THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V1], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V2], COALESCE(SUM(CASE
    WHEN [p].[CallBackValid] = CAST(1 AS bit) AND [p].[Satisfaction] IN (N'Satisfied', N'MostlySatisfied') THEN CAST(CASE
        WHEN [p].[Satisfaction] = N'Satisfied' THEN 10
        ELSE 9
    END AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V3], COALESCE(SUM(CASE
    WHEN [p].[CallBackValid] = CAST(1 AS bit) AND [p].[CallBackResponded] = CAST(1 AS bit) THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V5]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit) AND [p].[CallBackOn] IS NOT NULL
GROUP BY [p].[CommunityId], [p].[CallBackOn]

-- 74e12e79e97f1151 CommunityId=0 RecordId=1 Day=2 V0=3 V1=4 V2=5 V3=6 V4=3 V5=7: PetitionRound by x.CallBackOn, joint sums 0
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[CallBackOn] AS [Day], CASE
    WHEN [p].[CallBackValid] = CAST(1 AS bit) AND [p].[CallBackResolved] = CAST(1 AS bit) THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V0], CASE
    WHEN [p].[CallBackValid] = CAST(1 AS bit) THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V1], CAST(1 AS bigint) AS [V2], CASE
    WHEN [p].[CallBackValid] = CAST(1 AS bit) AND [p].[Satisfaction] IN (N'Satisfied', N'MostlySatisfied') THEN CAST(CASE
        WHEN [p].[Satisfaction] = N'Satisfied' THEN 10
        ELSE 9
    END AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V3], CASE
    WHEN [p].[CallBackValid] = CAST(1 AS bit) AND [p].[CallBackResponded] = CAST(1 AS bit) THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V5]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL AND [p].[CallBackOn] IS NOT NULL
ORDER BY [p].[Id]

-- 1c5b3f58e11ee7c1 CommunityId=0 Day=1 Other=2: PetitionRound by x.CallBackOn, other days 0
SELECT [p].[CommunityId], [p].[CallBackOn] AS [Day], [p].[PreviousConfirmedOn] AS [Other]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit) AND [p].[PreviousConfirmedOn] IS NOT NULL AND [p].[CallBackValid] = CAST(1 AS bit) AND [p].[CallBackResolved] = CAST(1 AS bit) AND [p].[CallBackOn] IS NOT NULL

-- 7bf7dba2c0943d8c CommunityId=0 RecordId=1 Day=2 Other=3: PetitionRound by x.CallBackOn, joint other days 0
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[CallBackOn] AS [Day], [p].[PreviousConfirmedOn] AS [Other]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL AND [p].[CallBackOn] IS NOT NULL AND [p].[PreviousConfirmedOn] IS NOT NULL AND [p].[CallBackValid] = CAST(1 AS bit) AND [p].[CallBackResolved] = CAST(1 AS bit)
ORDER BY [p].[Id]

-- dad7272337f06274 CommunityId=0 Day=1 V0=2 V1=3 V2=4 V3=5: PetitionRound by x.DueOn, sums 0
SELECT [p].[CommunityId], [p].[DueOn] AS [Day], COALESCE(SUM(CASE
    WHEN [p].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CASE
    WHEN [p].[ClosedOn] IS NOT NULL AND [p].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V1], COALESCE(SUM(CASE
    WHEN [p].[Number] = 1 AND [p].[ClosedOn] <= [p].[DueOn] THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V2], COALESCE(SUM(CASE
    WHEN [p].[ClosedOn] IS NULL OR [p].[ClosedOn] > [p].[DueOn] THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V3]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit)
GROUP BY [p].[CommunityId], [p].[DueOn]

-- dece68ac9cf8a4ac CommunityId=0 RecordId=1 Day=2 V0=3 V1=4 V2=5 V3=6: PetitionRound by x.DueOn, joint sums 0
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[DueOn] AS [Day], CASE
    WHEN [p].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V0], CASE
    WHEN [p].[ClosedOn] IS NOT NULL AND [p].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V1], CASE
    WHEN [p].[Number] = 1 AND [p].[ClosedOn] <= [p].[DueOn] THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V2], CASE
    WHEN [p].[ClosedOn] IS NULL OR [p].[ClosedOn] > [p].[DueOn] THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V3]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL
ORDER BY [p].[Id]

-- 2956af07469cf4ba CommunityId=0 Day=1 Other=2: PetitionRound by x.DueOn, other days 1
SELECT [p].[CommunityId], [p].[DueOn] AS [Day], [p].[ClosedOn] AS [Other]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit) AND [p].[DueOn] >= '0001-01-01' AND [p].[ClosedOn] > [p].[DueOn] AND [p].[ClosedOn] IS NOT NULL AND [p].[Number] = 1

-- 4f646dc5a490fc79 CommunityId=0 RecordId=1 Day=2 Other=3: PetitionRound by x.DueOn, joint other days 1
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[DueOn] AS [Day], [p].[ClosedOn] AS [Other]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL AND [p].[ClosedOn] > [p].[DueOn] AND [p].[ClosedOn] IS NOT NULL AND [p].[Number] = 1
ORDER BY [p].[Id]

-- 6ba1541806c3fdd1 CommunityId=0 Day=1 V0=2 V1=3: PetitionRound by x.ProofDueOn, sums 0
SELECT [p].[CommunityId], [p].[ProofDueOn] AS [Day], COALESCE(SUM(CASE
    WHEN [p].[CameBackOn] IS NULL THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V1]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit) AND [p].[ProofDueOn] IS NOT NULL
GROUP BY [p].[CommunityId], [p].[ProofDueOn]

-- c012a79947c2ba2d CommunityId=0 RecordId=1 Day=2 V0=3 V1=4: PetitionRound by x.ProofDueOn, joint sums 0
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[ProofDueOn] AS [Day], CASE
    WHEN [p].[CameBackOn] IS NULL THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V0], CAST(1 AS bigint) AS [V1]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL AND [p].[ProofDueOn] IS NOT NULL
ORDER BY [p].[Id]

-- 9d4781bac144e51b CommunityId=0 Day=1 V0=2: PetitionRound by x.ReceivedOn, sums 0
SELECT [p].[CommunityId], [p].[ReceivedOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0]
FROM [PetitionRounds] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit)
GROUP BY [p].[CommunityId], [p].[ReceivedOn]

-- e150b02eee909431 CommunityId=0 RecordId=1 Day=2 V0=3: PetitionRound by x.ReceivedOn, joint sums 0
SELECT [p1].[CommunityId], [p].[Id] AS [RecordId], [p].[ReceivedOn] AS [Day], CAST(1 AS bigint) AS [V0]
FROM [PetitionRounds] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[PetitionId] = [p0].[Id]
INNER JOIN [PetitionCommunity] AS [p1] ON [p0].[Id] = [p1].[RecordId]
WHERE [p].[IsJoint] = CAST(1 AS bit) AND [p].[ArchivedAt] IS NULL
ORDER BY [p].[Id]

-- 1420ed7ad2f6647c CommunityId=0 Day=1 V0=2 V1=3 V2=4 V3=5: Petition by x.DueOn, sums 0
SELECT [p].[CommunityId], [p].[DueOn] AS [Day], COALESCE(SUM(CASE
    WHEN [p].[ClosedOn] IS NULL AND [p].[Stage] = N'Collected' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CASE
    WHEN [p].[ClosedOn] IS NULL AND [p].[Stage] = N'Negotiated' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V1], COALESCE(SUM(CASE
    WHEN [p].[ClosedOn] IS NULL AND [p].[Stage] = N'Handled' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V2], COALESCE(SUM(CASE
    WHEN [p].[ClosedOn] IS NULL AND [p].[Stage] = N'FedBack' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V3]
FROM [Petitions] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsJoint] = CAST(0 AS bit)
GROUP BY [p].[CommunityId], [p].[DueOn]

-- 580eee1525da5729 CommunityId=0 RecordId=1 Day=2 V0=3 V1=4 V2=5 V3=6: Petition by x.DueOn, joint sums 0
SELECT [p].[CommunityId], [p].[RecordId], [p0].[DueOn] AS [Day], CASE
    WHEN [p0].[ClosedOn] IS NULL AND [p0].[Stage] = N'Collected' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V0], CASE
    WHEN [p0].[ClosedOn] IS NULL AND [p0].[Stage] = N'Negotiated' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V1], CASE
    WHEN [p0].[ClosedOn] IS NULL AND [p0].[Stage] = N'Handled' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V2], CASE
    WHEN [p0].[ClosedOn] IS NULL AND [p0].[Stage] = N'FedBack' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V3]
FROM [PetitionCommunity] AS [p]
INNER JOIN [Petitions] AS [p0] ON [p].[RecordId] = [p0].[Id]
WHERE [p0].[IsJoint] = CAST(1 AS bit) AND [p0].[ArchivedAt] IS NULL
ORDER BY [p].[RecordId]

-- 9dd39ae8937a6af3 CommunityId=0 Day=1 V0=2: Hazard by x.FoundOn, sums 0
SELECT [h].[CommunityId], [h].[FoundOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0]
FROM [Hazards] AS [h]
WHERE [h].[ArchivedAt] IS NULL
GROUP BY [h].[CommunityId], [h].[FoundOn]

-- 0641238611907183 CommunityId=0 Day=1 V0=2 V1=3 V2=4 V3=5 V4=6 V5=7 V6=2: HazardRound by x.RectifiedOn, sums 0
SELECT [h].[CommunityId], [h].[RectifiedOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CASE
    WHEN [h].[IsFireLane] = CAST(1 AS bit) THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V1], COALESCE(SUM(CASE
    WHEN [h].[ReopenedOn] IS NOT NULL AND [h].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V2], COALESCE(SUM(CASE
    WHEN [h].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V3], COALESCE(SUM(CASE
    WHEN [h].[RectifiedOn] IS NULL OR [h].[RectifiedOn] >= [h].[OverdueFrom] THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V4], COALESCE(SUM(CASE
    WHEN [h].[Severity] = N'Major' AND ([h].[RectifiedOn] IS NULL OR [h].[RectifiedOn] >= [h].[OverdueFrom]) THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V5]
FROM [HazardRounds] AS [h]
WHERE [h].[ArchivedAt] IS NULL AND [h].[RectifiedOn] IS NOT NULL
GROUP BY [h].[CommunityId], [h].[RectifiedOn]

-- e6a7dba88025e3ed CommunityId=0 Day=1 Other=2: HazardRound by x.RectifiedOn, other days 0
SELECT [h].[CommunityId], [h].[RectifiedOn] AS [Day], [h].[PreviousRectifiedOn] AS [Other]
FROM [HazardRounds] AS [h]
WHERE [h].[ArchivedAt] IS NULL AND [h].[PreviousRectifiedOn] IS NOT NULL AND [h].[RectifiedOn] IS NOT NULL

-- c3c1f4333f84774c CommunityId=0 Day=1 Other=2: HazardRound by x.RectifiedOn, other days 1
SELECT [h].[CommunityId], [h].[RectifiedOn] AS [Day], [h].[PreviousRectifiedOn] AS [Other]
FROM [HazardRounds] AS [h]
WHERE [h].[ArchivedAt] IS NULL AND [h].[PreviousRectifiedOn] IS NOT NULL AND [h].[IsFireLane] = CAST(1 AS bit) AND [h].[RectifiedOn] IS NOT NULL

-- a247af6405f0dea9 CommunityId=0 Day=1 Other=2: HazardRound by x.RectifiedOn, other days 2
SELECT [h].[CommunityId], [h].[RectifiedOn] AS [Day], [h].[ReopenedOn] AS [Other]
FROM [HazardRounds] AS [h]
WHERE [h].[ArchivedAt] IS NULL AND [h].[RectifiedOn] >= '0001-01-01' AND [h].[ReopenedOn] > [h].[RectifiedOn] AND [h].[ReopenedOn] IS NOT NULL AND [h].[Number] = 1 AND [h].[RectifiedOn] IS NOT NULL

-- fd19fab7e47e647e CommunityId=0 Day=1 V0=2: HazardRound by x.VerifiedOn, sums 0
SELECT [h].[CommunityId], [h].[VerifiedOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0]
FROM [HazardRounds] AS [h]
WHERE [h].[ArchivedAt] IS NULL AND [h].[VerifiedOn] IS NOT NULL
GROUP BY [h].[CommunityId], [h].[VerifiedOn]

-- 6776f04bccd8e224 CommunityId=0 Day=1 Other=2: HazardRound by x.VerifiedOn, other days 0
SELECT [h].[CommunityId], [h].[VerifiedOn] AS [Day], [h].[PreviousVerifiedOn] AS [Other]
FROM [HazardRounds] AS [h]
WHERE [h].[ArchivedAt] IS NULL AND [h].[PreviousVerifiedOn] IS NOT NULL AND [h].[VerifiedOn] IS NOT NULL

-- 1a1ec30a9bcfb5de CommunityId=0 Day=1 V0=2 V1=3 V2=4 V3=3: HazardRound by x.DueOn, sums 0
SELECT [h].[CommunityId], [h].[DueOn] AS [Day], COALESCE(SUM(CASE
    WHEN [h].[Number] = 1 AND [h].[RectifiedOn] <= [h].[DueOn] THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CASE
    WHEN [h].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V1], COALESCE(SUM(CASE
    WHEN [h].[RectifiedOn] IS NOT NULL AND [h].[Number] = 1 THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V2]
FROM [HazardRounds] AS [h]
WHERE [h].[ArchivedAt] IS NULL
GROUP BY [h].[CommunityId], [h].[DueOn]

-- c3cf2edbb18d9a48 CommunityId=0 Day=1 Other=2: HazardRound by x.DueOn, other days 2
SELECT [h].[CommunityId], [h].[DueOn] AS [Day], [h].[RectifiedOn] AS [Other]
FROM [HazardRounds] AS [h]
WHERE [h].[ArchivedAt] IS NULL AND [h].[DueOn] >= '0001-01-01' AND [h].[RectifiedOn] > [h].[DueOn] AND [h].[RectifiedOn] IS NOT NULL AND [h].[Number] = 1

-- 2028ee8f382ed01a CommunityId=0 Day=1 V0=2 V1=3: HazardRound by x.ProofDueOn, sums 0
SELECT [h].[CommunityId], [h].[ProofDueOn] AS [Day], COALESCE(SUM(CASE
    WHEN [h].[CameBackOn] IS NULL THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V1]
FROM [HazardRounds] AS [h]
WHERE [h].[ArchivedAt] IS NULL AND [h].[ProofDueOn] IS NOT NULL
GROUP BY [h].[CommunityId], [h].[ProofDueOn]

-- ac70077a6703f0fd CommunityId=0 Day=1 V0=2 V1=3: HazardRound by x.OverdueFrom, sums 0
SELECT [h].[CommunityId], [h].[OverdueFrom] AS [Day], COALESCE(SUM(CASE
    WHEN [h].[RectifiedOn] IS NULL OR [h].[RectifiedOn] >= [h].[OverdueFrom] THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CASE
    WHEN [h].[Severity] = N'Major' AND ([h].[RectifiedOn] IS NULL OR [h].[RectifiedOn] >= [h].[OverdueFrom]) THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V1]
FROM [HazardRounds] AS [h]
WHERE [h].[ArchivedAt] IS NULL
GROUP BY [h].[CommunityId], [h].[OverdueFrom]

-- 053206b1eba1a768 CommunityId=0 Day=1 V0=2: HazardRound by x.FoundOn, sums 0
SELECT [h].[CommunityId], [h].[FoundOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0]
FROM [HazardRounds] AS [h]
WHERE [h].[ArchivedAt] IS NULL
GROUP BY [h].[CommunityId], [h].[FoundOn]

-- 8d1cf4ce0d4e33dc CommunityId=0 Day=1 V0=2 V1=3 V2=4 V3=5 V4=6 V5=7 V6=8 V7=9: Activity by x.HeldOn, sums 0
SELECT [a].[CommunityId], [a].[HeldOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CAST([a].[Attendance] AS bigint)), CAST(0 AS bigint)) AS [V1], COALESCE(SUM(CASE
    WHEN [a].[VolunteerAttendance] <> 0 THEN CAST([a].[VolunteerAttendance] AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V2], COALESCE(SUM(CASE
    WHEN [a].[SavedFen] <> CAST(0 AS bigint) THEN [a].[SavedFen]
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V3], COALESCE(SUM(CASE
    WHEN [a].[Kind] = N'CleanUp' OR [a].[Kind] LIKE N'CleanUp.%' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V4], COALESCE(SUM(CASE
    WHEN [a].[Kind] IN (N'Show', N'Clinic') OR [a].[Kind] LIKE N'Show.%' OR [a].[Kind] LIKE N'Clinic.%' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V5], COALESCE(SUM(CASE
    WHEN [a].[IsJoint] = CAST(1 AS bit) AND ([a].[Kind] IN (N'PartyDay', N'Festival') OR [a].[Kind] LIKE N'PartyDay.%' OR [a].[Kind] LIKE N'Festival.%') THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V6], COALESCE(SUM(CASE
    WHEN [a].[Kind] = N'Fair' OR [a].[Kind] LIKE N'Fair.%' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V7]
FROM [Activities] AS [a]
WHERE [a].[ArchivedAt] IS NULL AND [a].[IsJoint] = CAST(0 AS bit)
GROUP BY [a].[CommunityId], [a].[HeldOn]

-- c4519b3bb814b04a CommunityId=0 RecordId=1 Day=2 V0=3 V1=4 V2=5 V3=6 V4=7 V5=8 V6=9 V7=10: Activity by x.HeldOn, joint sums 0
SELECT [a].[CommunityId], [a].[RecordId], [a0].[HeldOn] AS [Day], CAST(1 AS bigint) AS [V0], CAST([a0].[Attendance] AS bigint) AS [V1], CASE
    WHEN [a0].[VolunteerAttendance] <> 0 THEN CAST([a0].[VolunteerAttendance] AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V2], CASE
    WHEN [a0].[SavedFen] <> CAST(0 AS bigint) THEN [a0].[SavedFen]
    ELSE CAST(0 AS bigint)
END AS [V3], CASE
    WHEN [a0].[Kind] = N'CleanUp' OR [a0].[Kind] LIKE N'CleanUp.%' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V4], CASE
    WHEN [a0].[Kind] IN (N'Show', N'Clinic') OR [a0].[Kind] LIKE N'Show.%' OR [a0].[Kind] LIKE N'Clinic.%' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V5], CASE
    WHEN [a0].[IsJoint] = CAST(1 AS bit) AND ([a0].[Kind] IN (N'PartyDay', N'Festival') OR [a0].[Kind] LIKE N'PartyDay.%' OR [a0].[Kind] LIKE N'Festival.%') THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V6], CASE
    WHEN [a0].[Kind] = N'Fair' OR [a0].[Kind] LIKE N'Fair.%' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V7]
FROM [ActivityCommunity] AS [a]
INNER JOIN [Activities] AS [a0] ON [a].[RecordId] = [a0].[Id]
WHERE [a0].[IsJoint] = CAST(1 AS bit) AND [a0].[ArchivedAt] IS NULL
ORDER BY [a].[RecordId]

-- 666c610e2279d325 CommunityId=0 Day=1 V0=2: ActivityService by x.Activity.HeldOn, values 0
SELECT [a0].[CommunityId], [a0].[HeldOn] AS [Day], CAST([a].[ServiceId] AS bigint) AS [V0]
FROM [ActivityService] AS [a]
INNER JOIN [Activities] AS [a0] ON [a].[ActivityId] = [a0].[Id]
WHERE [a0].[ArchivedAt] IS NULL AND [a0].[IsJoint] = CAST(0 AS bit)

-- 27a14f840aef3f99 CommunityId=0 RecordId=1 Day=2 V0=3: ActivityService by x.Activity.HeldOn, joint values 0
SELECT [a1].[CommunityId], [a].[ActivityId] * CAST(10000 AS bigint) + CAST([a].[ServiceId] AS bigint) AS [RecordId], [a0].[HeldOn] AS [Day], CAST([a].[ServiceId] AS bigint) AS [V0]
FROM [ActivityService] AS [a]
INNER JOIN [Activities] AS [a0] ON [a].[ActivityId] = [a0].[Id]
INNER JOIN [ActivityCommunity] AS [a1] ON [a0].[Id] = [a1].[RecordId]
WHERE [a0].[IsJoint] = CAST(1 AS bit) AND [a0].[ArchivedAt] IS NULL
ORDER BY [a].[ActivityId] * CAST(10000 AS bigint) + CAST([a].[ServiceId] AS bigint)

-- 690178488cf9aceb CommunityId=0 Day=1 V0=2 V1=3 V2=4 V3=5 V4=6 V5=7 V6=8 V7=9: Output by x.RecordedOn, sums 0
SELECT [o].[CommunityId], [o].[RecordedOn] AS [Day], COALESCE(SUM(CASE
    WHEN [o].[Kind] = N'Rubbish' THEN [o].[AmountMilli]
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CASE
    WHEN [o].[Kind] = N'Road' THEN [o].[AmountMilli]
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V1], COALESCE(SUM(CASE
    WHEN [o].[Kind] = N'Tanks' THEN [o].[AmountMilli]
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V2], COALESCE(SUM(CASE
    WHEN [o].[Kind] = N'Truckloads' THEN [o].[AmountMilli]
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V3], COALESCE(SUM(CASE
    WHEN [o].[Kind] = N'PortsAgreed' THEN [o].[AmountMilli]
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V4], COALESCE(SUM(CASE
    WHEN [o].[Kind] = N'PortsBuilt' THEN [o].[AmountMilli]
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V5], COALESCE(SUM(CASE
    WHEN [o].[Kind] = N'FireLanes' THEN [o].[AmountMilli]
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V6], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V7]
FROM [Outputs] AS [o]
WHERE [o].[ArchivedAt] IS NULL
GROUP BY [o].[CommunityId], [o].[RecordedOn]

-- bd64201fde6b1c8d CommunityId=0 Day=1 V0=2: Project by x.StartedOn, sums 1
SELECT [p].[CommunityId], [p].[StartedOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0]
FROM [Projects] AS [p]
WHERE [p].[ArchivedAt] IS NULL
GROUP BY [p].[CommunityId], [p].[StartedOn]

-- 7eb91b0ec2200089 CommunityId=0 Day=1 V0=2: Project by x.StartedOn, values 0
SELECT [p].[CommunityId], [p].[StartedOn] AS [Day], CAST([p].[StrandId] AS bigint) AS [V0]
FROM [Projects] AS [p]
WHERE [p].[ArchivedAt] IS NULL

-- 3366a74d2a699835 CommunityId=0 Day=1 V0=2 V1=3 V2=4 V3=5 V4=6: Meeting by x.HeldOn, sums 0
SELECT [m].[CommunityId], [m].[HeldOn] AS [Day], COALESCE(SUM(CASE
    WHEN [m].[Kind] = N'JointConference' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CASE
    WHEN [m].[Kind] = N'ResidentsTalk' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V1], COALESCE(SUM(CASE
    WHEN [m].[Kind] = N'CouncilHall' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V2], COALESCE(SUM(CASE
    WHEN [m].[Kind] = N'FourParty' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V3], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V4]
FROM [Meetings] AS [m]
WHERE [m].[ArchivedAt] IS NULL AND [m].[IsJoint] = CAST(0 AS bit)
GROUP BY [m].[CommunityId], [m].[HeldOn]

-- 91d81d306ceb1e35 CommunityId=0 RecordId=1 Day=2 V0=3 V1=4 V2=5 V3=6 V4=7: Meeting by x.HeldOn, joint sums 0
SELECT [m].[CommunityId], [m].[RecordId], [m0].[HeldOn] AS [Day], CASE
    WHEN [m0].[Kind] = N'JointConference' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V0], CASE
    WHEN [m0].[Kind] = N'ResidentsTalk' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V1], CASE
    WHEN [m0].[Kind] = N'CouncilHall' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V2], CASE
    WHEN [m0].[Kind] = N'FourParty' THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END AS [V3], CAST(1 AS bigint) AS [V4]
FROM [MeetingCommunity] AS [m]
INNER JOIN [Meetings] AS [m0] ON [m].[RecordId] = [m0].[Id]
WHERE [m0].[IsJoint] = CAST(1 AS bit) AND [m0].[ArchivedAt] IS NULL
ORDER BY [m].[RecordId]

-- 8e13f9c735650e4a CommunityId=0 Day=1 V0=2 V1=3: Commitment by x.DueOn, sums 0
SELECT [c].[CommunityId], [c].[DueOn] AS [Day], COALESCE(SUM(CASE
    WHEN [c].[DoneOn] <= [c].[DueOn] THEN CAST(1 AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V1]
FROM [Commitments] AS [c]
WHERE [c].[ArchivedAt] IS NULL
GROUP BY [c].[CommunityId], [c].[DueOn]

-- c52f563238af6d7b CommunityId=0 Day=1 V0=2: Visit by x.VisitedOn, sums 0
SELECT [v].[CommunityId], [v].[VisitedOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0]
FROM [Visits] AS [v]
WHERE [v].[ArchivedAt] IS NULL
GROUP BY [v].[CommunityId], [v].[VisitedOn]

-- 530f2cc1e1e7f963 CommunityId=0 Day=1 V0=2: VisitHousehold by x.Visit.VisitedOn, values 0
SELECT [v0].[CommunityId], [v0].[VisitedOn] AS [Day], [v].[HouseholdId] AS [V0]
FROM [VisitHouseholds] AS [v]
INNER JOIN [Visits] AS [v0] ON [v].[VisitId] = [v0].[Id]
WHERE [v0].[ArchivedAt] IS NULL AND [v].[NobodyHome] = CAST(0 AS bit)

-- 64e793a4c67897c6 CommunityId=0 Day=1 V0=2 V1=3: Errand by x.ServedOn, sums 0
SELECT [e].[CommunityId], [e].[ServedOn] AS [Day], COALESCE(SUM(CAST([e].[Persons] AS bigint)), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V1]
FROM [Errands] AS [e]
WHERE [e].[ArchivedAt] IS NULL
GROUP BY [e].[CommunityId], [e].[ServedOn]

-- 5d03962eba2de6d0 CommunityId=0 Day=1 V0=2: Wish by x.RaisedOn, sums 0
SELECT [w].[CommunityId], [w].[RaisedOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0]
FROM [Wishes] AS [w]
WHERE [w].[ArchivedAt] IS NULL
GROUP BY [w].[CommunityId], [w].[RaisedOn]

-- d459e14492d5a777 CommunityId=0 Day=1 V0=2: Wish by x.ClaimedOn, sums 0
SELECT [w].[CommunityId], [w].[ClaimedOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0]
FROM [Wishes] AS [w]
WHERE [w].[ArchivedAt] IS NULL AND [w].[ClaimedOn] IS NOT NULL
GROUP BY [w].[CommunityId], [w].[ClaimedOn]

-- 41d62f64408f6651 CommunityId=0 Day=1 V0=2: Wish by x.FulfilledOn, sums 0
SELECT [w].[CommunityId], [w].[FulfilledOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0]
FROM [Wishes] AS [w]
WHERE [w].[ArchivedAt] IS NULL AND [w].[FulfilledOn] IS NOT NULL
GROUP BY [w].[CommunityId], [w].[FulfilledOn]

-- 18f90df8d0ce4bb7 CommunityId=0 Day=1 V0=2: VolunteerClaim by x.ClaimedOn, sums 1
SELECT [v].[CommunityId], [v].[ClaimedOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0]
FROM [VolunteerClaims] AS [v]
WHERE [v].[ArchivedAt] IS NULL
GROUP BY [v].[CommunityId], [v].[ClaimedOn]

-- 56ad219847869e21 CommunityId=0 Day=1 V0=2: VolunteerClaim by x.ClaimedOn, values 0
SELECT [v].[CommunityId], [v].[ClaimedOn] AS [Day], [v].[VolunteerId] AS [V0]
FROM [VolunteerClaims] AS [v]
WHERE [v].[ArchivedAt] IS NULL

-- 68fd7ddd34d93dce CommunityId=0 Day=1 V0=2 V1=3 V2=4: Contribution by x.GivenOn, sums 0
SELECT [c].[CommunityId], [c].[GivenOn] AS [Day], COALESCE(SUM(CASE
    WHEN [c].[AmountFen] <> CAST(0 AS bigint) THEN [c].[AmountFen]
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V0], COALESCE(SUM(CASE
    WHEN [c].[Minutes] <> 0 THEN CAST([c].[Minutes] AS bigint)
    ELSE CAST(0 AS bigint)
END), CAST(0 AS bigint)) AS [V1], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V2]
FROM [Contributions] AS [c]
WHERE [c].[ArchivedAt] IS NULL
GROUP BY [c].[CommunityId], [c].[GivenOn]

-- d8bfac74627429c9 CommunityId=0 Day=1 V0=2: Posting by x.StartsOn, sums 2
SELECT [p].[CommunityId], [p].[StartsOn] AS [Day], COALESCE(SUM(CAST(1 AS bigint)), CAST(0 AS bigint)) AS [V0]
FROM [Postings] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsRotation] = CAST(1 AS bit) AND [p].[Position] = N'Secretary'
GROUP BY [p].[CommunityId], [p].[StartsOn]

-- 91b3ed7453afc5d2 CommunityId=0 Day=1 V0=2: Posting by x.StartsOn, values 0
SELECT [p].[CommunityId], [p].[StartsOn] AS [Day], [p].[WorkerId] AS [V0]
FROM [Postings] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsRotation] = CAST(1 AS bit) AND [p].[Position] = N'Secretary'

-- b10d9eeba4dba276 CommunityId=0 Day=1 V0=2: Posting by x.StartsOn, values 1
SELECT [p].[CommunityId], [p].[StartsOn] AS [Day], CAST([p].[CommunityId] AS bigint) AS [V0]
FROM [Postings] AS [p]
WHERE [p].[ArchivedAt] IS NULL AND [p].[IsRotation] = CAST(1 AS bit) AND [p].[Position] = N'Secretary'

