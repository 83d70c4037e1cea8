using Concentric.Tests.SqlServer.Compile;

namespace Concentric.Tests.SqlServer;

/// <summary>That a migration script is played through to the schema a server would end with.</summary>
public sealed class SchemaScriptTests
{
    private const string Begin = """
        IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
        BEGIN
            CREATE TABLE [__EFMigrationsHistory] ([MigrationId] nvarchar(150) NOT NULL, CONSTRAINT [PK_H] PRIMARY KEY ([MigrationId]));
        END;
        GO
        BEGIN TRANSACTION;
        CREATE TABLE [Plots] ([Id] int NOT NULL IDENTITY, [Name] nvarchar(80) NOT NULL, CONSTRAINT [PK_Plots] PRIMARY KEY ([Id]));
        CREATE TABLE [Trees] ([Id] int NOT NULL IDENTITY, [PlotId] int NOT NULL, [Kind] nvarchar(20) NULL, CONSTRAINT [PK_Trees] PRIMARY KEY ([Id]),
            CONSTRAINT [FK_Trees_Plots] FOREIGN KEY ([PlotId]) REFERENCES [Plots] ([Id]) ON DELETE CASCADE);
        CREATE INDEX [IX_Trees_PlotId] ON [Trees] ([PlotId]);
        INSERT INTO [__EFMigrationsHistory] ([MigrationId]) VALUES (N'1');
        COMMIT;
        GO

        """;

    [Fact]
    public void LaterMigrations_ChangeWhatEarlierOnesMade()
    {
        var schema = SchemaScript.Play(Begin + """
            ALTER TABLE [Plots] ADD [Area] bigint NOT NULL DEFAULT CAST(0 AS bigint);
            EXEC sp_rename N'[Trees].[Kind]', N'Species', 'COLUMN';
            EXEC sp_rename N'[Trees].[IX_Trees_PlotId]', N'IX_Plot', 'INDEX';
            GO
            DECLARE @var sysname;
            SELECT @var = [d].[name] FROM [sys].[default_constraints] [d] WHERE [d].[parent_object_id] = OBJECT_ID(N'[Plots]');
            IF @var IS NOT NULL EXEC(N'ALTER TABLE [Plots] DROP CONSTRAINT [' + @var + '];');
            ALTER TABLE [Plots] ALTER COLUMN [Name] nvarchar(200) NULL;
            ALTER TABLE [Trees] DROP CONSTRAINT [FK_Trees_Plots];
            CREATE TABLE [Tools] ([Id] int NOT NULL, CONSTRAINT [PK_Tools] PRIMARY KEY ([Id]));
            DROP TABLE [Tools];
            GO
            """);

        Assert.Equal(
            [
                "CREATE INDEX [IX_Plot] ON [Trees]([PlotId])",
                "Plots CONSTRAINT [PK_Plots] PRIMARY KEY ([Id])",
                "Plots.Area BIGINT NOT NULL",
                "Plots.Id INT IDENTITY NOT NULL",
                "Plots.Name NVARCHAR (200)",
                "Trees CONSTRAINT [PK_Trees] PRIMARY KEY ([Id])",
                "Trees.Id INT IDENTITY NOT NULL",
                "Trees.PlotId INT NOT NULL",
                "Trees.Species NVARCHAR (20)",
                "__EFMigrationsHistory CONSTRAINT [PK_H] PRIMARY KEY ([MigrationId])",
                "__EFMigrationsHistory.MigrationId NVARCHAR (150) NOT NULL",
            ],
            schema.Describe());
    }

    [Fact]
    public void WhatIsPlayedThrough_IsTakenByTheModel()
    {
        using var model = new SqlServerModel(Begin);
        Assert.Empty(model.SchemaErrors);
        Assert.Empty(model.Validate([new("ground", "SELECT [t].[Kind] FROM [Trees] AS [t]", [])]));
    }

    [Theory]
    [InlineData("GRANT SELECT ON [Plots] TO [somebody];")]
    [InlineData("EXEC sp_rename N'[Plots]', N'Fields', 'OBJECT';")]
    public void WhatIsNotUnderstood_Throws(string statement) =>
        Assert.Throws<NotSupportedException>(() => SchemaScript.Play(Begin + statement));

    [Fact]
    public void TwoCascadesToOneTable_AreReported()
    {
        using var model = new SqlServerModel(Begin + """
            CREATE TABLE [Leaves] ([Id] int NOT NULL, [TreeId] int NOT NULL, [PlotId] int NOT NULL, CONSTRAINT [PK_Leaves] PRIMARY KEY ([Id]),
                CONSTRAINT [FK_Leaves_Trees] FOREIGN KEY ([TreeId]) REFERENCES [Trees] ([Id]) ON DELETE CASCADE,
                CONSTRAINT [FK_Leaves_Plots] FOREIGN KEY ([PlotId]) REFERENCES [Plots] ([Id]) ON DELETE SET NULL);
            """);
        Assert.Equal("Msg1785 A delete in Plots reaches Leaves twice: Plots → Leaves and Plots → Trees → Leaves",
            Assert.Single(model.SchemaErrors));
    }

    [Fact]
    public void KeyToATableThatIsNotThere_IsReported()
    {
        using var model = new SqlServerModel(Begin
            + "ALTER TABLE [Trees] ADD CONSTRAINT [FK_Trees_Owners] FOREIGN KEY ([PlotId]) REFERENCES [Owners] ([Id]);");
        Assert.NotEmpty(model.SchemaErrors);
    }
}
