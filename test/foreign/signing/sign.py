"""Signs a PDF in all the ways that pyHanko has: python sign.py IN.pdf FOLDER. Keys and authorities are made on the spot."""

import datetime
import sys

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

NOW = datetime.datetime.now(datetime.timezone.utc)
DAY = datetime.timedelta(days=1)
DER = serialization.Encoding.DER


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def usage(signs_certificates):
    names = ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"]
    names += ["key_cert_sign", "crl_sign", "encipher_only", "decipher_only"]
    given = {"key_cert_sign", "crl_sign"} if signs_certificates else {"digital_signature", "content_commitment"}
    return x509.KeyUsage(**{each: each in given for each in names})


def certificate(subject, authority=None, purpose=None):
    """A key with its certificate; without an authority one that signs itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    issuer, issuer_key = authority or (name(subject), key)
    builder = x509.CertificateBuilder().subject_name(name(subject)).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(NOW - DAY).not_valid_after(NOW + 30 * DAY)
    builder = builder.add_extension(x509.BasicConstraints(ca=authority is None, path_length=None), critical=True)
    builder = builder.add_extension(usage(authority is None), critical=True)
    if purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return key, builder.sign(issuer_key, hashes.SHA256())


def for_pyhanko(key, cert):
    encoded = key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return asn1_keys.PrivateKeyInfo.load(encoded), asn1_x509.Certificate.load(cert.public_bytes(DER))


def main(source, folder):
    authority_key, authority = certificate("Sample Authority")
    by = (authority.subject, authority_key)
    key, cert = for_pyhanko(*certificate("Sample Signer", by))
    stamp_key, stamp_cert = for_pyhanko(*certificate("Sample Clock", by, ExtendedKeyUsageOID.TIME_STAMPING))
    root = asn1_x509.Certificate.load(authority.public_bytes(DER))
    revoked = x509.CertificateRevocationListBuilder().issuer_name(authority.subject)
    revoked = revoked.last_update(NOW - DAY).next_update(NOW + 30 * DAY).sign(authority_key, hashes.SHA256())
    revocations = asn1_crl.CertificateList.load(revoked.public_bytes(DER))
    store = SimpleCertificateStore()
    store.register_multiple([root, cert, stamp_cert])
    signer = signers.SimpleSigner(cert, key, store)
    clock = timestamps.DummyTimeStamper(stamp_cert, stamp_key, certs_to_embed=store)

    def writer(path):
        return IncrementalPdfFileWriter(open(path, "rb"))

    def save(file, output):
        with open(f"{folder}/{file}.pdf", "wb") as out:
            out.write(output.getbuffer())

    def sign(file, path, **options):
        metadata = signers.PdfSignatureMetadata(**{"field_name": "Signature1", **options})
        save(file, signers.sign_pdf(writer(path), metadata, signer=signer, timestamper=clock))

    sign("hidden", source, reason="agreed", location="here")
    sign("twice", f"{folder}/hidden.pdf", field_name="Signature2")
    sign("certified", source, certify=True)
    context = ValidationContext(trust_roots=[root], crls=[revocations], other_certs=[cert, stamp_cert])
    pades = {"subfilter": fields.SigSeedSubFilter.PADES, "embed_validation_info": True, "use_pades_lta": True}
    sign("long-term", source, validation_context=context, **pades)
    save("stamped", signers.PdfTimeStamper(clock).timestamp_pdf(writer(source), "sha256"))

    box = fields.SigFieldSpec("Signature1", box=(46, 60, 246, 110))
    style = TextStampStyle(stamp_text="Signed by %(signer)s\n%(ts)s")
    metadata = signers.PdfSignatureMetadata(field_name="Signature1")
    visible = signers.PdfSigner(metadata, signer=signer, stamp_style=style, new_field_spec=box)
    save("visible", visible.sign_pdf(writer(source)))

    over = fields.SigFieldSpec("Signature1", box=(300, 560, 550, 640))
    covering = signers.PdfSigner(metadata, signer=signer, stamp_style=style, new_field_spec=over)
    save("over-the-amount", covering.sign_pdf(writer(source)))

    empty = writer(source)
    fields.append_signature_field(empty, fields.SigFieldSpec("Signature1"))
    with open(f"{folder}/empty.pdf", "wb") as out:
        empty.write(out)


main(sys.argv[1], sys.argv[2])
