using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EventsChecksAndFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Weeks",
                table: "PrimaryMetrics",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "UntoldSince",
                table: "AlertFirings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AlertTold",
                columns: table => new
                {
                    FiringId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ToldId = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertTold", x => new { x.FiringId, x.Kind, x.ToldId });
                    table.ForeignKey(
                        name: "FK_AlertTold_AlertFirings_FiringId",
                        column: x => x.FiringId,
                        principalTable: "AlertFirings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "KeptChecks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 50000, nullable: false),
                    WrittenOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PeriodFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PeriodTo = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Communities = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Choices = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false),
                    Claims = table.Column<int>(type: "INTEGER", nullable: false),
                    Unsupported = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptChecks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_KeptChecks_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "KeptFiles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptFiles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProcessEvents",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FirstDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Extent = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    RecordKind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    IsOfStreet = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    IsWithdrawn = table.Column<bool>(type: "INTEGER", nullable: false),
                    ChangeReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    SetBy = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SetAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProcessEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KeptFileChunks",
                columns: table => new
                {
                    FileId = table.Column<long>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptFileChunks", x => new { x.FileId, x.Number });
                    table.ForeignKey(
                        name: "FK_KeptFileChunks_KeptFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "KeptFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProcessEventMetrics",
                columns: table => new
                {
                    EventId = table.Column<int>(type: "INTEGER", nullable: false),
                    MetricKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProcessEventMetrics", x => new { x.EventId, x.MetricKey });
                    table.ForeignKey(
                        name: "FK_ProcessEventMetrics_ProcessEvents_EventId",
                        column: x => x.EventId,
                        principalTable: "ProcessEvents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProcessEventPlaces",
                columns: table => new
                {
                    EventId = table.Column<int>(type: "INTEGER", nullable: false),
                    CommunityId = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProcessEventPlaces", x => new { x.EventId, x.CommunityId });
                    table.ForeignKey(
                        name: "FK_ProcessEventPlaces_Communities_CommunityId",
                        column: x => x.CommunityId,
                        principalTable: "Communities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProcessEventPlaces_ProcessEvents_EventId",
                        column: x => x.EventId,
                        principalTable: "ProcessEvents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AlertFirings_RuleId",
                table: "AlertFirings",
                column: "RuleId",
                filter: "[EndedOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_KeptChecks_At",
                table: "KeptChecks",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_KeptChecks_UserId_Title",
                table: "KeptChecks",
                columns: new[] { "UserId", "Title" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_KeptFiles_ChangedAt",
                table: "KeptFiles",
                column: "ChangedAt",
                filter: "[Name] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_KeptFiles_Name",
                table: "KeptFiles",
                column: "Name",
                unique: true,
                filter: "[Name] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ProcessEventPlaces_CommunityId",
                table: "ProcessEventPlaces",
                column: "CommunityId");

            // Who has been told of an alert that goes on is not told again.
            migrationBuilder.Sql("INSERT INTO AlertTold (FiringId, Kind, ToldId, At) "
                + "SELECT f.Id, 'Account', r.UserId, f.ToldAt "
                + "FROM AlertFirings f INNER JOIN AlertReaders r ON r.RuleId = f.RuleId "
                + "WHERE f.ToldAt IS NOT NULL AND f.OverToldAt IS NULL");
            migrationBuilder.Sql("INSERT INTO AlertTold (FiringId, Kind, ToldId, At) "
                + "SELECT f.Id, 'Robot', r.RobotId, f.ToldAt "
                + "FROM AlertFirings f INNER JOIN AlertRobots r ON r.RuleId = f.RuleId "
                + "WHERE f.ToldAt IS NOT NULL AND f.OverToldAt IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AlertTold");

            migrationBuilder.DropTable(
                name: "KeptChecks");

            migrationBuilder.DropTable(
                name: "KeptFileChunks");

            migrationBuilder.DropTable(
                name: "ProcessEventMetrics");

            migrationBuilder.DropTable(
                name: "ProcessEventPlaces");

            migrationBuilder.DropTable(
                name: "KeptFiles");

            migrationBuilder.DropTable(
                name: "ProcessEvents");

            migrationBuilder.DropIndex(
                name: "IX_AlertFirings_RuleId",
                table: "AlertFirings");

            migrationBuilder.DropColumn(
                name: "Weeks",
                table: "PrimaryMetrics");

            migrationBuilder.DropColumn(
                name: "UntoldSince",
                table: "AlertFirings");
        }
    }
}
