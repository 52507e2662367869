"""What the instruction bar says is kept as a preset, and brought back."""

from __future__ import annotations

from installed import model

from edit_engine.request import Intent
from editor_app.gui.instruction_bar import InstructionBar
from editor_app.gui.presets_dialog import PresetsDialog, SavePresetDialog
from editor_app.presets import Preset, Presets
from editor_app.scope import Scope


def test_a_preset_keeps_what_the_bar_says_and_brings_it_back(bench) -> None:
    bar = bench.page.instruction
    bar.intent.setCurrentIndex(bar.intent.findData(Intent.SHORTEN))
    bar.more.set_strength(0.4)
    bar.set_boldness(1.0)
    bar.set_place(Scope.SECTION)
    bench.put_caret("mat")
    bench.window.do("lock_term")
    bench.settle()
    bench.window.do("save_preset")
    (dialog,) = bench.window.findChildren(SavePresetDialog)
    dialog.name.setText("  House   style ")
    dialog.keep.setChecked(True)
    dialog.save.click()
    preset = Preset(intent=Intent.SHORTEN, strength=0.4, boldness=1.0, scope=Scope.SECTION, locks=("mat",))
    assert Presets(bench.desk.preferences.folder).all() == {"House style": preset}
    bar.intent.setCurrentIndex(0)
    bar.more.set_strength(None)
    bar.set_place(Scope.DOCUMENT)
    bench.page.preset_keeping.use("House style")
    asked = bar.ask()
    assert (asked.intent, asked.strength, asked.boldness, asked.lock) == (Intent.SHORTEN, 0.4, 1.0, ("mat",))
    assert bar.place is Scope.SECTION
    assert bar._keeps_said.text() == "Keeps as they are: mat"


def test_presets_are_used_renamed_and_removed_in_their_window(bench) -> None:
    presets = Presets(bench.desk.preferences.folder)
    presets.save("One", Preset(intent=Intent.FIX))
    presets.save("Two", Preset(words="make it shorter"))
    bench.window.do("show_presets")
    (dialog,) = bench.window.findChildren(PresetsDialog)
    dialog.list.item(0).setText("Uno")
    assert list(presets.all()) == ["Two", "Uno"]
    dialog.list.item(1).setText("two")
    assert not dialog._note.isHidden()
    assert list(presets.all()) == ["Two", "Uno"]
    dialog.list.setCurrentRow(1)
    dialog.remove.click()
    assert list(presets.all()) == ["Two"]
    dialog.use.click()
    assert bench.page.instruction.words.text() == "make it shorter"


def test_a_preset_with_a_model_that_is_gone_says_so(qapp) -> None:
    bar = InstructionBar()
    bar.set_models([model("one", Intent.FIX)], "one")
    bar.take(Preset(intent=Intent.FIX, model="gone"))
    assert "gone" in bar._trouble.text()
    assert bar.ask().model == "one"
    bar.deleteLater()
